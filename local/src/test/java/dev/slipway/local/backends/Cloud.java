package dev.slipway.local.backends;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.local.Database;
import dev.slipway.local.Storage;
import dev.slipway.local.TableDefinition;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// A table and a bucket of one test class, which are gone when it is closed.
///
/// @param name of both
/// @param dynamoDb for a look at what was stored
/// @param s3 for a look at what was stored
public record Cloud(String name, Table table, DynamoDbClient dynamoDb, Bucket bucket, S3Client s3, Runnable end)
        implements AutoCloseable {

    @Override
    public void close() {
        end.run();
    }

    static Cloud embedded() {
        var database = Database.inMemory();
        var storage = Storage.inMemory();
        var name = drawName();
        var table = database.create(TableDefinition.find(), name);
        var bucket = storage.create(name);
        var s3 = s3(storage.endpoint(), storage.credentials());
        return new Cloud(name, table, database.client(), bucket, s3, () -> {
            s3.close();
            bucket.close();
            storage.close();
            database.close();
        });
    }

    /// Endpoints, region and credentials are the environment's, as the functions would find them.
    static Cloud ofEnvironment() {
        var endpoint = Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL_S3"))
                .or(() -> Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL")))
                .map(URI::create);
        return at(
                DynamoDbClient.builder()
                        .httpClientBuilder(AwsCrtHttpClient.builder())
                        .build(),
                S3Client.builder()
                        .httpClientBuilder(AwsCrtHttpClient.builder())
                        .forcePathStyle(true)
                        .build(),
                name -> Bucket.open(name, endpoint, new Connections()));
    }

    static Cloud at(URI dynamoDb, URI s3, AwsCredentialsProvider credentials) {
        return at(
                DynamoDbClient.builder()
                        .httpClientBuilder(AwsCrtHttpClient.builder())
                        .endpointOverride(dynamoDb)
                        .credentialsProvider(credentials)
                        .region(Region.EU_WEST_1)
                        .build(),
                s3(s3, credentials),
                name -> new Bucket(new Connections(), credentials, Region.EU_WEST_1, Optional.of(s3), name));
    }

    private static S3Client s3(URI endpoint, AwsCredentialsProvider credentials) {
        return S3Client.builder()
                .httpClientBuilder(AwsCrtHttpClient.builder())
                .endpointOverride(endpoint)
                .credentialsProvider(credentials)
                .region(Region.EU_WEST_1)
                .forcePathStyle(true)
                .build();
    }

    private static Cloud at(DynamoDbClient dynamoDb, S3Client s3, Function<String, Bucket> buckets) {
        var name = drawName();
        dynamoDb.createTable(TableDefinition.find().request(name));
        dynamoDb.waiter().waitUntilTableExists(request -> request.tableName(name));
        s3.createBucket(request -> request.bucket(name));
        var bucket = buckets.apply(name);
        return new Cloud(name, new Table(dynamoDb, name), dynamoDb, bucket, s3, () -> {
            dynamoDb.deleteTable(request -> request.tableName(name));
            empty(s3, name);
            s3.deleteBucket(request -> request.bucket(name));
            dynamoDb.close();
            s3.close();
            bucket.close();
        });
    }

    private static void empty(S3Client s3, String bucket) {
        s3.listObjectsV2Paginator(request -> request.bucket(bucket))
                .contents()
                .forEach(object ->
                        s3.deleteObject(request -> request.bucket(bucket).key(object.key())));
    }

    /// Nobody else's, wherever it is.
    private static String drawName() {
        return "slipway-test-" + UUID.randomUUID();
    }
}
