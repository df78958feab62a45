package dev.slipway.local.ledger;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.functions.install.InstallHandler;
import dev.slipway.functions.publish.PublishHandler;
import dev.slipway.local.Database;
import dev.slipway.local.Storage;
import dev.slipway.local.TableDefinition;
import dev.slipway.local.gateway.FunctionBlock;
import dev.slipway.packages.Editions;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The functions, unchanged, on an embedded table and bucket, with a meter in front of each.
///
/// The names are as long as those of a deployment, and each request comes a second after the one before it, so that the
/// same request has the same size on every machine.
public final class MeteredRegistry implements AutoCloseable {

    static final Instant START = Instant.parse("2026-11-21T10:15:00.123456789Z");

    private static final String TABLE = "slipway-Data-1F2G3H4J5K6L-Table-7M8N9P0Q1R2S";
    public static final String SEALS = "slipway-seals-1f2g3h4j5k6l-bucket-7m8n9p0q1r2s";

    private static final String BUCKET = "slipway-data-1f2g3h4j5k6l-bucket-7m8n9p0q1r2s";

    /// A function's own credentials have such a token, and each link has it too. 1,000 characters are a guess.
    private static final String SESSION_TOKEN = "IQoJb3JpZ2luX2VjEJr/".repeat(50);

    private final Database database = Database.inMemory();
    private final Storage storage = Storage.inMemory();
    private final TableDefinition definition = TableDefinition.find();
    private final DynamoMeter dynamo = new DynamoMeter(database.client(), definition);
    private final S3Meter s3 = new S3Meter(new Connections());
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final AtomicInteger seconds = new AtomicInteger();

    private MeteredRegistry() {
        database.create(definition, TABLE);
        storage.create(BUCKET).close();
        storage.provide(SEALS);
    }

    public static MeteredRegistry start() {
        return new MeteredRegistry();
    }

    /// A new environment of the function, which remembers no document.
    InstallHandler install() {
        return new InstallHandler(environment("Install"), table(), bucket(), clock(), log);
    }

    /// A new environment of the function, which remembers no document.
    PublishHandler publish() {
        return new PublishHandler(environment("Publish"), table(), bucket(), clock(), log);
    }

    /// A new environment of any function of the template, made as the local registry makes it.
    ///
    /// @param variables besides those that Lambda itself sets
    public RequestStreamHandler make(FunctionBlock function, Map<String, String> variables) {
        var all = new HashMap<>(variables);
        all.putAll(variables(function.logicalId()));
        try {
            var handler = Class.forName(function.handlerClass())
                    .getConstructor(
                            Environment.class, Table.class, Bucket.class, InstantSource.class, OutputStream.class)
                    .newInstance(Environment.of(all), table(), bucket(), clock(), log);
            return (RequestStreamHandler) handler;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(function.handler() + " can't be made here", e);
        }
    }

    /// The time of the request that was served last.
    public Instant now() {
        return START.plusSeconds(seconds.get());
    }

    /// The table without its meter, to lay in stock.
    public Table stock() {
        return new Table(database.client(), TABLE);
    }

    Table table() {
        return new Table(dynamo.metered(), TABLE);
    }

    Bucket bucket() {
        var key = storage.credentials().resolveCredentials();
        var session = AwsSessionCredentials.create(key.accessKeyId(), key.secretAccessKey(), SESSION_TOKEN);
        return new Bucket(
                s3,
                StaticCredentialsProvider.create(session),
                Region.EU_WEST_1,
                Optional.of(storage.endpoint()),
                BUCKET);
    }

    /// What has been asked of DynamoDB and S3 since this was last called.
    public Cost takeCost() {
        return Cost.of(dynamo.take(), s3.take());
    }

    /// How many bytes of log lines were written since this was last called.
    public int takeLogged() {
        var bytes = log.size();
        log.reset();
        return bytes;
    }

    /// The database without its meter, to lay in stock.
    DynamoDbClient database() {
        return database.client();
    }

    String tableName() {
        return TABLE;
    }

    /// How large the largest item of each type is; lines of the audit log by their action.
    Map<String, Integer> largestItems() {
        var sizes = new TreeMap<String, Integer>();
        for (var item :
                database.client().scanPaginator(scan -> scan.tableName(TABLE)).items()) {
            var type = item.get("type").s();
            var name = type.equals("audit") ? type + ", " + item.get("action").s() : type;
            sizes.merge(name, ItemSize.of(item), Math::max);
        }
        return sizes;
    }

    @Override
    public void close() {
        s3.close();
        storage.close();
        database.close();
    }

    /// Lets so much time pass that no link to an older document lives.
    public void rest() {
        seconds.addAndGet((int) Editions.LINGERS.toSeconds());
    }

    private InstantSource clock() {
        return () -> START.plusSeconds(seconds.incrementAndGet());
    }

    private static Environment environment(String function) {
        return Environment.of(variables(function + "Function"));
    }

    private static Map<String, String> variables(String logicalId) {
        return Map.of(
                "AWS_LAMBDA_FUNCTION_NAME", "slipway-" + logicalId + "-7M8N9P0Q1R2S",
                "AWS_LAMBDA_FUNCTION_VERSION", "17",
                "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    }
}
