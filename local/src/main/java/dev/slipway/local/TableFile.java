package dev.slipway.local;

import com.almworks.sqlite4java.SQLiteBusyException;
import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteLibraryLoader;

/// The SQLite file that DynamoDB Local keeps a table in, seen to before and after.
///
/// SQLite's native code has to be loaded by DynamoDB Local. Its own loader would take another copy of it, and the two
/// in one process crash it.
record TableFile(Path path) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(2);

    /// What it logs is for its own developers. Held here, or the level would be forgotten with it.
    private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

    /// What one connection is used for.
    private interface Use {
        void by(SQLiteConnection connection) throws SQLiteException;
    }

    /// Checks the file, since DynamoDB Local believes what it reads: one that was cut short would lose items without a
    /// word. And has SQLite write ahead, which the file remembers: a write then waits for the disk once instead of
    /// three times.
    ///
    /// @throws IllegalStateException if it isn't sound
    void prepare() {
        try {
            connect(connection -> {
                connection.exec("PRAGMA journal_mode=WAL");
                var check = connection.prepare("PRAGMA quick_check(1)");
                check.step();
                var found = check.columnString(0);
                if (!"ok".equals(found)) {
                    throw new IllegalStateException(path + ": " + found);
                }
            });
        } catch (SQLiteException e) {
            throw new IllegalStateException(path + " is no database", e);
        }
    }

    /// Waits until DynamoDB Local, which has been told to stop, has let go of the file, and has all of the table in it
    /// again. What is not done in time is made up for at the next start.
    void settle() {
        var giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < giveUp) {
            try {
                connect(connection -> connection.exec("PRAGMA journal_mode=DELETE"));
                return;
            } catch (SQLiteBusyException _) {
                LockSupport.parkNanos(PAUSE.toNanos());
            } catch (SQLiteException _) {
                return;
            }
        }
    }

    private void connect(Use use) throws SQLiteException {
        load();
        var connection = new SQLiteConnection(path.toFile());
        try {
            connection.open(true);
            use.by(connection);
        } finally {
            connection.dispose();
        }
    }

    private static void load() {
        try {
            SQLiteLibraryLoader.initialize();
        } catch (Exception e) {
            throw new CannotStart("DynamoDB Local has no database engine for this machine: " + e.getMessage(), e);
        }
        SQLITE.setLevel(Level.OFF);
    }
}
