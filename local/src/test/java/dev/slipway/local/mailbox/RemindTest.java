package dev.slipway.local.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.Invocation;
import dev.slipway.functions.remind.RemindHandler;
import dev.slipway.kernel.Posted;
import dev.slipway.local.LocalRegistry;
import dev.slipway.local.Options;
import dev.slipway.org.ExpiryMails;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What a schedule does, from its event to the mailbox: in a whole registry on this machine.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemindTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private LocalRegistry registry;

    @BeforeAll
    void start() {
        registry = LocalRegistry.start(Options.inMemory());
    }

    @AfterAll
    void stop() {
        registry.close();
        client.close();
    }

    private String issue(String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(registry.url() + "/api/v1/orgs/acme/tokens"))
                .header("authorization", "Bearer " + registry.tokens().owner())
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.body();
    }

    @Test
    void a_run_as_if_it_were_then_mails_the_owner_once() throws Exception {
        registry.mailbox().clear();
        issue("{\"name\": \"nightly build\", \"scopes\": [\"read\"], \"expires\": \"30d\"}");
        var sixteenDaysLater = Instant.now().plus(Duration.ofDays(16));

        assertThat(registry.schedules().run(sixteenDaysLater)).isTrue();
        assertThat(registry.schedules().run(sixteenDaysLater)).isTrue();

        assertThat(registry.mailbox().messagesTo("ada@example.com"))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.subject()).isEqualTo("The machine token nightly build of Acme ends in 14 days");
                    assertThat(message.text()).contains("Made by:", "ada", "slp_m");
                    assertThat(message.link().toString())
                            .isEqualTo(registry.url() + "/console/organizations/acme/machines");
                });
    }

    @Test
    void the_page_runs_it_by_a_button_and_refuses_what_is_no_time() throws Exception {
        var day = Instant.now()
                .plus(Duration.ofDays(400))
                .atOffset(ZoneOffset.UTC)
                .toInstant();

        assertThat(post("at=" + day).body()).contains("It ran.", "RemindFunction");
        assertThat(post("at=tomorrow").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> post(String form) throws IOException, InterruptedException {
        var url = registry.schedules().url();
        var request = HttpRequest.newBuilder(URI.create(url + "/run"))
                .header("content-type", "application/x-www-form-urlencoded")
                .header("origin", url.toString())
                .POST(BodyPublishers.ofString(form.replace(":", "%3A")))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    @Test
    void a_mail_that_is_not_taken_makes_the_call_fail_and_its_log_says_how_many() throws Exception {
        var slug = "{\"name\": \"unheard\", \"scopes\": [\"read\"], \"expires\": \"60d\"}";
        issue(slug);
        var log = new ByteArrayOutputStream();
        var tried = new ArrayList<ExpiryMails.Letter>();
        var handler = handler(log, letter -> {
            tried.add(letter);
            return new Posted.Failed("out of order");
        });
        var event = event(Instant.now().plus(Duration.ofDays(46)));

        assertThatThrownBy(() -> handler.handleRequest(
                        new ByteArrayInputStream(event), OutputStream.nullOutputStream(), new Invocation()))
                .isInstanceOf(IllegalStateException.class);

        assertThat(tried).isNotEmpty();
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("SCHEDULE expiry.remind 500", "not taken")
                .doesNotContain("slp_", "@example.com");
    }

    @Test
    void the_event_file_is_a_schedules_and_others_are_refused() throws Exception {
        var log = new ByteArrayOutputStream();
        var handler = handler(log, _ -> new Posted.Accepted("message"));
        var root = Path.of(System.getProperty("slipway.root", ".."));

        handler.handleRequest(
                Files.newInputStream(root.resolve("events/remind.json")),
                OutputStream.nullOutputStream(),
                new Invocation());
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("SCHEDULE expiry.remind 200");

        for (var file : List.of("bounce", "install-ping")) {
            assertThatThrownBy(() -> handler.handleRequest(
                            Files.newInputStream(root.resolve("events/" + file + ".json")),
                            OutputStream.nullOutputStream(),
                            new Invocation()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private RemindHandler handler(OutputStream log, ExpiryMails mails) {
        return new RemindHandler(
                Environment.of(Map.of("REGISTRY_URL", registry.url())),
                new Table(registry.database().client(), "slipway"),
                mails,
                () -> {},
                InstantSource.system(),
                log);
    }

    private static byte[] event(Instant at) {
        return "{\"id\": \"1\", \"detail-type\": \"Scheduled Event\", \"time\": \"%s\"}"
                .formatted(at)
                .getBytes(StandardCharsets.UTF_8);
    }
}
