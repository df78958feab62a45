package dev.slipway.local.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.LocalRegistry;
import dev.slipway.local.Options;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A leak from the scanner to the mailbox: keys, signature, revocation and mail, in a whole registry on this machine.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScannerTest {

    private static final String PLACE = "https://github.com/octocat/hello/blob/main/.npmrc";

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

    @Test
    void a_machine_token_that_was_found_is_refused_and_its_owner_told() throws Exception {
        var token = registry.tokens().readOnly();

        var answer = registry.scanner().report(token, PLACE);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"label\":\"true_positive\"").doesNotContain(token);
        var used = client.send(
                HttpRequest.newBuilder(URI.create(registry.url() + "/-/whoami"))
                        .header("authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
        assertThat(used.statusCode()).isEqualTo(401);
        assertThat(used.body()).contains("token_revoked");
        assertThat(registry.mailbox().messagesTo("ada@example.com"))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.subject()).isEqualTo("The token read-only was revoked: it was found in public");
                    assertThat(message.text())
                            .contains(PLACE, token.substring(0, 10))
                            .doesNotContain(token);
                });
    }

    @Test
    void a_report_of_a_stranger_is_refused() throws Exception {
        var body = "[{\"token\":\"" + registry.tokens().owner() + "\",\"type\":\"t\",\"url\":\"u\",\"source\":\"s\"}]";
        var forger = KeyServer.pair();

        var answer = client.send(
                HttpRequest.newBuilder(URI.create(registry.url() + "/api/v1/leaks"))
                        .header("Github-Public-Key-Identifier", "one")
                        .header(
                                "Github-Public-Key-Signature",
                                KeyServer.sign(forger, body.getBytes(StandardCharsets.UTF_8)))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("report_not_genuine").doesNotContain("slp_");
    }
}
