package dev.slipway.local;

import dev.slipway.local.queue.QueueFile;
import dev.slipway.local.stream.Positions;
import dev.slipway.local.stripe.account.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A shelf that nothing stays on.
record MemoryShelf(Path scratch) implements Shelf {

    static MemoryShelf open() {
        try {
            return new MemoryShelf(Files.createTempDirectory("slipway-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isEmpty() {
        return true;
    }

    @Override
    public Database database() {
        return Database.inMemory();
    }

    @Override
    public Storage storage() {
        return Storage.inMemory();
    }

    @Override
    public OutputStream log() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public Tokens tokens() {
        throw new IllegalStateException("nothing is kept in memory");
    }

    @Override
    public void keep(Tokens tokens) {}

    @Override
    public Settings stripe(Settings begun) {
        return begun;
    }

    /// A function reads it from a file wherever it runs: this one is gone with the registry.
    @Override
    public SealKeyFile sealKey() {
        return SealKeyFile.in(scratch);
    }

    @Override
    public Positions positions() {
        return Positions.inMemory();
    }

    @Override
    public QueueFile queue() {
        return QueueFile.inMemory();
    }

    @Override
    public String webhookKey() {
        return WebhookKeyFile.draw();
    }

    @Override
    public CannotStart unreadable(RuntimeException why) {
        return new CannotStart("The registry can't start in memory: " + why.getMessage(), why);
    }

    @Override
    public void close() {
        try {
            Trees.delete(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
