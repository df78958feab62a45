package dev.slipway.local;

import dev.slipway.local.queue.QueueFile;
import dev.slipway.local.stream.Positions;
import dev.slipway.local.stripe.account.Settings;
import java.io.OutputStream;

/// A shelf that nothing stays on.
record MemoryShelf() implements Shelf {

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
    public void close() {}
}
