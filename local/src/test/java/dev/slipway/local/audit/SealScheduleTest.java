package dev.slipway.local.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.kms.KeyFileSigner;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.Invocation;
import dev.slipway.adapters.s3.S3Seals;
import dev.slipway.audit.seal.Canonical;
import dev.slipway.audit.seal.LoggedEvents;
import dev.slipway.audit.seal.SealStore;
import dev.slipway.audit.seal.VerifySeals;
import dev.slipway.functions.seal.SealHandler;
import dev.slipway.local.LocalRegistry;
import dev.slipway.local.Options;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A whole registry on this machine: what it seals is what its API gives.
class SealScheduleTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final HttpClient client = HttpClient.newHttpClient();
    private LocalRegistry registry;
    private SealStore store;

    @BeforeEach
    void start() {
        registry = LocalRegistry.start(Options.inMemory().withClock(now::get));
        store = new S3Seals(registry.storage().open(SealRoom.BUCKET));
    }

    @AfterEach
    void stop() {
        registry.close();
        client.close();
    }

    private String ask(String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(registry.url() + path))
                .header("authorization", "Bearer " + registry.tokens().owner())
                .header("content-type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body();
    }

    private KeyFileSigner signer() {
        return KeyFileSigner.read(Path.of(registry.environment("SealFunction").get("SEAL_KEY_FILE")));
    }

    @SuppressWarnings("unchecked")
    private LoggedEvents log() throws Exception {
        var log = new LoggedEvents(Instant.EPOCH, now.get().plus(Duration.ofDays(1)));
        var page = Answer.object(ask("GET", "/api/v1/orgs/acme/audit-events?include=all&limit=100", ""));
        assertThat(page).doesNotContainKey("next");
        for (var item : (List<Map<String, Object>>) page.get("items")) {
            assertThat(log.add(item.get("id").toString(), Canonical.of(item))).isTrue();
        }
        return log;
    }

    @Test
    void what_is_sealed_is_to_the_letter_what_the_api_gives() throws Exception {
        ask(
                "POST",
                "/api/v1/orgs/acme/tokens",
                "{\"name\": \"ci \\\"é\\\\ 😀\", \"scopes\": [\"read\"], \"expires\": \"30d\"}");
        ask("POST", "/api/v1/orgs/acme/teams", "{\"name\": \"core\", \"description\": \"\"}");
        now.updateAndGet(at -> at.plus(Duration.ofMinutes(3)));

        assertThat(registry.schedules().run(now.get().plus(Duration.ofHours(1))))
                .isTrue();

        var report = new VerifySeals(LogBook.ACME, List.of(signer().key()))
                .run(SealRoom.copy(store, LogBook.ACME), Optional.empty(), Optional.of(log()));
        assertThat(report.findings()).isEmpty();
        assertThat(report.events()).isGreaterThan(5);
        assertThat(report.notes())
                .containsExactly(
                        "The log that was given has no installs: those that were sealed were not looked for in it.");
    }

    @Test
    void the_present_and_the_future_are_left_alone_whatever_the_schedule_says() throws Exception {
        registry.schedules().run(now.get().plus(Duration.ofDays(16)));

        assertThat(store.find(LogBook.ACME, "0000000001.seal.gz")).isEmpty();
    }

    @Test
    void where_there_is_no_key_nothing_is_sealed_and_nothing_fails() throws Exception {
        var log = new ByteArrayOutputStream();
        var variables = Map.of("TABLE_NAME", "slipway", "SEAL_BUCKET_NAME", "", "SEAL_KEY_ID", "");
        var table = new Table(registry.database().client(), "slipway");
        var handler = new SealHandler(
                Environment.of(variables), table, registry.storage().open("slipway"), now::get, log);
        now.updateAndGet(at -> at.plus(Duration.ofMinutes(30)));

        handler.handleRequest(
                new ByteArrayInputStream(
                        Files.readAllBytes(Path.of(System.getProperty("slipway.root", "."), "events", "seal.json"))),
                new ByteArrayOutputStream(),
                new Invocation());

        assertThat(log.toString(UTF_8)).contains("audit.seal", "the audit log is not sealed here");
        assertThat(store.find(LogBook.ACME, "0000000001.seal.gz")).isEmpty();
    }
}
