package dev.slipway.local;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import dev.slipway.adapters.dynamodb.Table;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteLibraryLoader;

/// DynamoDB Local inside this process: no port, so nobody else on the machine reaches the table.
///
/// On disk each write waits until the disk has it, so it is there after a power cut; in memory one takes under a
/// millisecond.
public final class Database implements AutoCloseable {

    /// DynamoDB Local tells AWS how it is used, unless told not to.
    private static final boolean WITHOUT_TELEMETRY = true;

    /// What it logs about each file is for its own developers. Held here, or the level would be forgotten with it.
    private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

    private final AmazonDynamoDBLocal engine;
    private final DynamoDbClient client;

    private Database(AmazonDynamoDBLocal engine) {
        this.engine = engine;
        this.client = engine.dynamoDbClient();
    }

    /// A database that is gone when it is closed.
    public static Database inMemory() {
        return new Database(DynamoDBEmbedded.create(WITHOUT_TELEMETRY));
    }

    /// A database in a file.
    ///
    /// @throws IllegalStateException if the file is there and no sound database
    static Database in(Path file) {
        prepare(file);
        return new Database(DynamoDBEmbedded.create(file.toFile(), WITHOUT_TELEMETRY));
    }

    /// What talks to it.
    public DynamoDbClient client() {
        return client;
    }

    /// Makes a table.
    public Table create(TableDefinition definition, String name) {
        client.createTable(definition.request(name));
        return new Table(client, name);
    }

    /// A table that is there.
    ///
    /// @throws IllegalStateException if it isn't there, or has other keys
    Table open(TableDefinition definition, String name) {
        try {
            var found = client.describeTable(request -> request.tableName(name)).table();
            if (!definition.describes(found)) {
                throw new IllegalStateException("the table has other keys or indexes than infra/data.yaml: " + found);
            }
            return new Table(client, name);
        } catch (ResourceNotFoundException e) {
            throw new IllegalStateException("the database has no table " + name, e);
        }
    }

    @Override
    public void close() {
        engine.shutdownNow();
    }

    /// Checks the file first, since DynamoDB Local believes what it reads: one that was cut short would lose items
    /// without a word. And has SQLite write ahead, which the file remembers: a write then waits for the disk once
    /// instead of three times.
    ///
    /// SQLite's native code has to be loaded by DynamoDB Local. Its own loader would take another copy of it, and the
    /// two in one process crash it.
    private static void prepare(Path file) {
        loadSqlite();
        var connection = new SQLiteConnection(file.toFile());
        try {
            connection.open(true);
            connection.exec("PRAGMA journal_mode=WAL");
            var check = connection.prepare("PRAGMA quick_check(1)");
            check.step();
            var found = check.columnString(0);
            if (!"ok".equals(found)) {
                throw new IllegalStateException(file + ": " + found);
            }
        } catch (SQLiteException e) {
            throw new IllegalStateException(file + " is no database", e);
        } finally {
            connection.dispose();
        }
    }

    private static void loadSqlite() {
        SQLITE.setLevel(Level.WARNING);
        try {
            SQLiteLibraryLoader.initialize();
        } catch (Exception e) {
            throw new CannotStart("DynamoDB Local has no database engine for this machine: " + e.getMessage(), e);
        }
    }
}
