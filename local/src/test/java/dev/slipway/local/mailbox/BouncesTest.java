package dev.slipway.local.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.LocalRegistry;
import dev.slipway.local.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// An invitation goes out by mail, and what becomes of the mail comes back to it: the functions that invite and that
/// hear of bounces, SES and the topic, together.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BouncesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

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

    private String invite(String address) {
        var answer =
                send(request().POST(BodyPublishers.ofString("{\"emails\":[\"" + address + "\"],\"role\":\"member\"}")));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 207);
        return answer.body();
    }

    /// What is said of the invitation's mail, once it is this.
    private void await(String address, String mail) {
        var giveUp = System.nanoTime() + PATIENCE.toNanos();
        String list;
        do {
            list = send(request().GET()).body();
        } while (!told(list, address, mail) && System.nanoTime() < giveUp);
        assertThat(told(list, address, mail)).as(list).isTrue();
    }

    private static boolean told(String list, String address, String mail) {
        return list.lines()
                .flatMap(line -> Arrays.stream(line.split("\\{", -1)))
                .anyMatch(item -> item.contains("\"" + address + "\"") && item.contains("\"mail\":\"" + mail + "\""));
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create(registry.url() + "/api/v1/orgs/acme/invitations"))
                .header("authorization", "Bearer " + registry.tokens().owner())
                .header("content-type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_mail_that_arrives_is_sent_and_holds_the_link() {
        invite("success@simulator.amazonses.com");

        await("success@simulator.amazonses.com", "sent");
        assertThat(registry.mailbox().messagesTo("success@simulator.amazonses.com"))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.subject()).isEqualTo("ada invited you to Acme (@acme)");
                    assertThat(message.link().toString())
                            .startsWith(registry.url() + "/invitations/accept?token=slp_i");
                });
    }

    @Test
    void a_mail_that_bounces_is_told_by_the_invitation() {
        invite("bounce@simulator.amazonses.com");

        await("bounce@simulator.amazonses.com", "bounced");
    }

    @Test
    void somebody_who_calls_it_spam_is_heard() {
        invite("complaint@simulator.amazonses.com");

        await("complaint@simulator.amazonses.com", "complained");
    }

    @Test
    void what_ses_refuses_has_failed() {
        registry.mailbox().refuse("eve@example.com");

        invite("eve@example.com");

        await("eve@example.com", "failed");
    }
}
