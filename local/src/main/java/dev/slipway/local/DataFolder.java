package dev.slipway.local;

import dev.slipway.local.loopback.OwnerOnly;
import dev.slipway.local.queue.QueueFile;
import dev.slipway.local.stream.Positions;
import dev.slipway.local.stripe.account.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// A folder with all that a registry keeps: of one registry at a time, and known by the [Marker] in it, so that
/// `--fresh` never deletes what somebody else put somewhere.
final class DataFolder implements Shelf {

    private static final String LOCK = "slipway.lock";
    private static final String DATABASE = "table.db";
    private static final String STORAGE = "storage";
    private static final String TOKENS = "tokens.json";
    private static final String STRIPE_KEYS = "stripe-keys.json";
    private static final String STRIPE_BOOKS = "stripe.json";
    private static final String QUEUE = "queue.json";
    private static final String WEBHOOK_KEY = "webhook-key";
    private static final String STREAM = "stream.json";
    static final String LOG = "registry.log";

    /// All that is ever made here but the lock, the marker last: until it is gone, the folder is known as ours.
    private static final List<String> OURS = List.of(
            DATABASE,
            DATABASE + "-journal",
            DATABASE + "-wal",
            DATABASE + "-shm",
            STORAGE,
            TOKENS,
            TOKENS + ".part",
            STRIPE_KEYS,
            STRIPE_KEYS + ".part",
            STRIPE_BOOKS,
            STRIPE_BOOKS + ".part",
            QUEUE,
            QUEUE + ".part",
            WEBHOOK_KEY,
            WEBHOOK_KEY + ".part",
            STREAM,
            STREAM + ".part",
            SealKeyFile.PAIR,
            SealKeyFile.PAIR + ".part",
            SealKeyFile.PUBLIC,
            LOG,
            Marker.NAME);

    private final Path path;
    private final FileChannel lock;
    private final Marker marker;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
        this.marker = new Marker(path);
    }

    static DataFolder open(Path path, boolean fresh) {
        try {
            if (Files.exists(path) && !Files.isDirectory(path)) {
                throw new CannotStart("The data folder " + path + " is a file: choose another one by --data.");
            }
            if (!Files.exists(path)) {
                Files.createDirectories(path.toAbsolutePath().getParent());
                Files.createDirectory(path, OwnerOnly.folder(path));
            }
            if (isForeign(path)) {
                throw new CannotStart("The folder " + path + " holds something that is not Slipway's:"
                        + " choose another one, or a new one, by --data.");
            }
            var folder = new DataFolder(path, lock(path));
            try {
                folder.prepare(fresh);
                return folder;
            } catch (IOException | RuntimeException e) {
                folder.close();
                throw e;
            }
        } catch (IOException e) {
            throw new CannotStart(
                    "The data folder " + path + " can't be used (" + reason(e) + "): choose another one by --data.", e);
        }
    }

    /// A start that was interrupted before it was ready leaves a folder that nobody has used: it is begun anew.
    private void prepare(boolean fresh) throws IOException {
        var state = marker.read();
        if (state == Marker.State.OTHER_FORMAT && !fresh) {
            throw new CannotStart("The data folder " + path + " was made by another version of Slipway, or its "
                    + Marker.NAME + " is damaged: use that version, or begin anew by --fresh, which deletes the data.");
        }
        if (fresh || state == Marker.State.BEGUN) {
            for (var name : OURS) {
                Trees.delete(path.resolve(name));
            }
        }
        if (marker.read() == Marker.State.ABSENT) {
            marker.write(false);
        }
    }

    private static boolean isForeign(Path path) throws IOException {
        try (var files = Files.list(path)) {
            return Files.notExists(path.resolve(Marker.NAME)) && files.anyMatch(file -> !file.endsWith(LOCK));
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        var channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException _) {
            // Another registry in this very process: answered like one elsewhere.
        }
        channel.close();
        throw new CannotStart(
                "Another registry is using the data folder " + path + ": stop it, or choose another folder by --data.");
    }

    @Override
    public boolean isEmpty() {
        return marker.read() != Marker.State.COMPLETE;
    }

    @Override
    public Database database() {
        if (!isEmpty() && Files.notExists(path.resolve(DATABASE))) {
            throw new IllegalStateException(DATABASE + " is missing");
        }
        return Database.in(path.resolve(DATABASE));
    }

    @Override
    public Storage storage() {
        var folder = path.resolve(STORAGE);
        try {
            if (isEmpty()) {
                Files.createDirectory(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(STORAGE + " is missing");
        }
        return Storage.in(folder);
    }

    /// Begins anew at every start: it is for whoever is looking now.
    @Override
    public OutputStream log() {
        try {
            return Files.newOutputStream(path.resolve(LOG));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Tokens tokens() {
        return new TokensFile(path.resolve(TOKENS)).read();
    }

    @Override
    public void keep(Tokens tokens) {
        try {
            new TokensFile(path.resolve(TOKENS)).write(tokens);
            marker.write(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Time goes on for it as it does for whoever uses the folder, so it looks by itself for what has fallen due.
    @Override
    public Settings stripe(Settings begun) {
        return new StripeKeysFile(path.resolve(STRIPE_KEYS))
                .applyTo(begun)
                .keptIn(path.resolve(STRIPE_BOOKS))
                .ticks();
    }

    @Override
    public String webhookKey() {
        return new WebhookKeyFile(path.resolve(WEBHOOK_KEY)).read();
    }

    @Override
    public Positions positions() {
        return Positions.in(path.resolve(STREAM));
    }

    @Override
    public SealKeyFile sealKey() {
        return SealKeyFile.in(path);
    }

    @Override
    public QueueFile queue() {
        return QueueFile.in(path.resolve(QUEUE));
    }

    /// Somebody who wants to know more finds it in the log.
    @Override
    public CannotStart unreadable(RuntimeException why) {
        try (var log = new PrintStream(log())) {
            why.printStackTrace(log);
        } catch (UncheckedIOException _) {
            // The folder can't be written to either; the sentence says enough.
        }
        return new CannotStart(
                "The data in " + path + " can't be used, it is damaged or was changed (" + firstLine(why)
                        + "): begin anew by --fresh, which deletes it, or choose another folder by --data.",
                why);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String firstLine(RuntimeException why) {
        return String.valueOf(why.getMessage()).lines().findFirst().orElse("");
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "access denied";
            case FileSystemException known when known.getReason() != null -> known.getReason();
            default -> e.getClass().getSimpleName();
        };
    }
}
