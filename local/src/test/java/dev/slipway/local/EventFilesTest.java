package dev.slipway.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.Invocation;
import dev.slipway.adapters.s3.Bucket;
import dev.slipway.functions.auditexport.AuditExportHandler;
import dev.slipway.functions.deliver.DeliverHandler;
import dev.slipway.functions.dispatch.DispatchHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The files in `events/` of the table's stream and of the queue: each is read as what it is, of a registry that has
/// nothing of what it names.
class EventFilesTest {

    private static final Path ROOT = Path.of(System.getProperty("slipway.root", "."));
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T09:00:02Z"));

    private static final Environment ENVIRONMENT = Environment.of(Map.of(
            "REGISTRY_URL", "https://npm.acme.test",
            "MAIL_FROM", "no-reply@acme.test",
            "WEBHOOKS", "on",
            "WEBHOOK_KEY", "a key that is 32 characters or more",
            "WEBHOOK_QUEUE_URL", "http://127.0.0.1:9/000000000000/deliveries.fifo"));

    private final Database database = Database.inMemory();
    private final Storage storage = Storage.inMemory();
    private final Table table = database.create(TableDefinition.find(), "events");
    private final Bucket bucket = storage.create("events");
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    private interface Made {
        RequestStreamHandler by(
                Environment environment, Table table, Bucket bucket, InstantSource clock, OutputStream log);
    }

    @BeforeAll
    static void provideCredentials() {
        Credentials.provide();
    }

    @AfterEach
    void close() {
        storage.close();
        database.close();
    }

    /// @return what was logged
    private String run(String file, Made made) throws IOException {
        var answer = new ByteArrayOutputStream();
        try (var event = Files.newInputStream(ROOT.resolve("events").resolve(file))) {
            made.by(ENVIRONMENT, table, bucket, CLOCK, log).handleRequest(event, answer, new Invocation());
        }
        assertThat(answer.toString(StandardCharsets.UTF_8)).isEqualTo("{\"batchItemFailures\":[]}");
        return log.toString(StandardCharsets.UTF_8);
    }

    @Test
    void what_was_done_is_set_off_to_nobody_where_there_is_no_webhook() throws IOException {
        assertThat(run("dispatch.json", DispatchHandler::new)).contains("webhook.dispatch", "0 told");
    }

    @Test
    void a_message_of_a_delivery_that_is_gone_is_over() throws IOException {
        assertThat(run("deliver.json", DeliverHandler::new)).contains("webhook.deliver");
    }

    @Test
    void a_turn_of_an_export_that_is_gone_has_nothing_to_do() throws IOException {
        assertThat(run("audit-export.json", AuditExportHandler::new)).contains("audit-export.write", "nothing to do");
    }
}
