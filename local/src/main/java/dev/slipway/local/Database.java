package dev.slipway.local;

import dev.slipway.adapters.dynamodb.Table;
import java.nio.file.Path;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/// DynamoDB Local inside this process: no port, so nobody else on the machine reaches the table.
///
/// On disk each write waits until the disk has it, so it is there after a power cut; in memory one takes under a
/// millisecond.
public final class Database implements AutoCloseable {

    /// DynamoDB Local tells AWS how it is used, unless told not to.
    private static final boolean WITHOUT_TELEMETRY = true;

    private final AmazonDynamoDBLocal engine;
    private final DynamoDbClient client;
    private final DynamoDbStreamsClient streams;
    private final Runnable afterwards;

    private Database(AmazonDynamoDBLocal engine, Runnable afterwards) {
        this.engine = engine;
        this.client = engine.dynamoDbClient();
        this.streams = engine.dynamoDbStreamsClient();
        this.afterwards = afterwards;
    }

    /// A database that is gone when it is closed.
    public static Database inMemory() {
        return new Database(DynamoDBEmbedded.create(WITHOUT_TELEMETRY), () -> {});
    }

    /// A database in a file.
    ///
    /// @throws IllegalStateException if the file is there and no sound database
    static Database in(Path path) {
        var file = new TableFile(path);
        file.prepare();
        return new Database(DynamoDBEmbedded.create(path.toFile(), WITHOUT_TELEMETRY), file::settle);
    }

    /// What talks to it.
    public DynamoDbClient client() {
        return client;
    }

    /// What tells of the changes in it.
    public DynamoDbStreamsClient streams() {
        return streams;
    }

    /// Makes a table.
    public Table create(TableDefinition definition, String name) {
        client.createTable(definition.request(name));
        return new Table(client, name);
    }

    /// A table that is there.
    ///
    /// @throws IllegalStateException if it isn't there, or has other keys, indexes or another stream
    Table open(TableDefinition definition, String name) {
        try {
            var found = client.describeTable(request -> request.tableName(name)).table();
            if (!definition.describes(found)) {
                throw new IllegalStateException(
                        "another version of Slipway made it, with other keys, indexes or another stream");
            }
            return new Table(client, name);
        } catch (ResourceNotFoundException e) {
            throw new IllegalStateException("the database has no table " + name, e);
        }
    }

    @Override
    public void close() {
        engine.shutdownNow();
        afterwards.run();
    }
}
