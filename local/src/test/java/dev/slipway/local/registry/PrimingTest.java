package dev.slipway.local.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.aws.Connections;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.HttpHandler;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.functions.install.InstallHandler;
import dev.slipway.functions.publish.PublishHandler;
import dev.slipway.local.backends.Backend;
import dev.slipway.local.backends.Cloud;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What a function does before SnapStart takes its picture: it goes the whole way of a request, in memory, and of the
/// real table and bucket it only asks for what isn't there.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrimingTest {

    /// Each request reads the clock once; so often it is rehearsed at the least.
    private static final int MANY = 100;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final List<String> asked = new ArrayList<>();
    private final AtomicInteger clock = new AtomicInteger();
    private Cloud cloud;

    @BeforeAll
    void open() {
        cloud = Backend.all().findFirst().orElseThrow().open();
    }

    @AfterAll
    void close() {
        cloud.close();
    }

    @SuppressWarnings("ImmutableEnumChecker") // lambdas that hold nothing
    enum Function {
        INSTALL(InstallHandler::new),
        PUBLISH(PublishHandler::new);

        private final Constructor constructor;

        Function(Constructor constructor) {
            this.constructor = constructor;
        }
    }

    private interface Constructor {
        HttpHandler make(
                Environment environment, Table table, Bucket bucket, InstantSource clock, ByteArrayOutputStream log);
    }

    /// A rehearsal that is answered otherwise than it expects ends in a warning, which would be in the log.
    @ParameterizedTest
    @EnumSource
    void it_goes_the_whole_way_and_nobody_sees_it(Function function) {
        asked.clear();
        clock.set(0);
        var before = Dump.of(cloud.dynamoDb(), cloud.s3(), cloud.name());

        handler(function, (operation, request, onward) -> {
                    asked.add(operation);
                    return onward.send(request);
                })
                .beforeCheckpoint(null);

        assertThat(log.toString(UTF_8)).isEmpty();
        assertThat(asked).containsExactly("batchGetItem", "getObject");
        assertThat(clock).hasValueGreaterThan(MANY);
        assertThat(Dump.of(cloud.dynamoDb(), cloud.s3(), cloud.name())).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void a_priming_that_fails_is_a_warning_and_no_broken_deployment(Function function) {
        log.reset();

        handler(function, (_, _, _) -> {
                    throw SdkClientException.create("no route to host");
                })
                .beforeCheckpoint(null);

        assertThat(log.toString(UTF_8).lines())
                .singleElement()
                .asString()
                .contains("\"level\":\"WARN\"", "priming failed");
        log.reset();
    }

    private HttpHandler handler(Function function, Between between) {
        var storage = cloud.s3().serviceClientConfiguration();
        return function.constructor.make(
                Environment.of(Map.of()),
                new Table(between.before(DynamoDbClient.class, cloud.dynamoDb()), cloud.name()),
                new Bucket(
                        between.before(new Connections()),
                        (AwsCredentialsProvider) storage.credentialsProvider(),
                        storage.region(),
                        storage.endpointOverride(),
                        cloud.name()),
                () -> {
                    clock.incrementAndGet();
                    return Instant.now();
                },
                log);
    }
}
