package dev.slipway.adapters.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.standardwebhooks.Webhook;
import dev.slipway.webhooks.Attempt;
import dev.slipway.webhooks.Courier.Letter;
import dev.slipway.webhooks.Courier.Sent;
import dev.slipway.webhooks.Destinations.Verdict;
import dev.slipway.webhooks.EndpointUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Receivers of every kind, on this machine.
@Timeout(30)
@SuppressWarnings("StringConcatToTextBlock") // Each line as it goes over the wire, with its own end.
class HttpCourierTest {

    private static final String BODY = "{\"type\":\"version.published\",\"name\":\"é✓\"}";
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Receiver receiver = Receiver.start();
    private final HttpCourier courier = courier(new Addresses(true));

    private static HttpCourier courier(Addresses addresses) {
        return new HttpCourier(addresses, Trust.PUBLIC, PATIENCE, System::nanoTime);
    }

    @AfterEach
    void close() throws IOException {
        receiver.close();
    }

    private Letter letter() {
        return letter("http://127.0.0.1:" + receiver.port() + "/hooks?key=1");
    }

    private static Letter letter(String url) {
        return new Letter(new EndpointUrl(url), "msg_1", Instant.ofEpochSecond(1_764_000_000), "v1,abc v1,def", BODY);
    }

    private Sent.Answered answered() {
        return (Sent.Answered) courier.send(letter());
    }

    private Sent.Broken broken() {
        var sent = courier.send(letter());
        assertThat(sent).isInstanceOf(Sent.Broken.class);
        assertThat(sent.took()).isLessThan(PATIENCE.plusSeconds(5));
        return (Sent.Broken) sent;
    }

    @Test
    void a_letter_arrives_with_its_headers_and_every_byte_of_its_body() {
        var sent = answered();

        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.answer()).isEqualTo("ok");
        assertThat(sent.retryAfter()).isEmpty();
        assertThat(receiver.got).singleElement().satisfies(got -> {
            assertThat(got.line()).isEqualTo("POST /hooks?key=1 HTTP/1.1");
            assertThat(got.body()).isEqualTo(BODY);
            assertThat(got.headers())
                    .containsEntry("webhook-id", "msg_1")
                    .containsEntry("webhook-timestamp", "1764000000")
                    .containsEntry("webhook-signature", "v1,abc v1,def")
                    .containsEntry("user-agent", "Slipway-Webhooks/1")
                    .containsEntry("content-type", "application/json")
                    .containsEntry("host", "127.0.0.1:" + receiver.port())
                    .doesNotContainKeys("accept-encoding", "cookie", "expect", "authorization");
        });
    }

    /// By the library that receivers use.
    @Test
    void what_arrives_can_be_verified_as_standard_webhooks_says() throws Exception {
        var key = new byte[32];
        var at = InstantSource.system().instant();
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        var signed = "msg_1." + at.getEpochSecond() + "." + BODY;
        var signature =
                "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        var url = new EndpointUrl("http://127.0.0.1:" + receiver.port() + "/");
        courier.send(new Letter(url, "msg_1", at, signature, BODY));

        var got = receiver.got.getFirst();
        var headers = new HashMap<String, List<String>>();
        got.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        var webhook = new Webhook("whsec_" + Base64.getEncoder().encodeToString(key));
        assertThatCode(() -> webhook.verify(got.body(), HttpHeaders.of(headers, (_, _) -> true)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 301, 302, 307, 308, 400, 401, 404, 410, 429, 500, 503})
    void every_answer_is_told_as_it_came_and_no_redirect_is_followed(int status) {
        receiver.answer = Receiver.saying("HTTP/1.1 " + status + " Said\r\nLocation: http://127.0.0.1:"
                + receiver.port() + "/elsewhere\r\nWWW-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n");

        assertThat(answered().status()).isEqualTo(status);
        assertThat(receiver.got).hasSize(1);
    }

    @Test
    void what_it_asks_to_be_given_is_told_in_seconds() {
        receiver.answer = Receiver.saying("HTTP/1.1 503 Later\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n");
        assertThat(answered().retryAfter()).contains(Duration.ofMinutes(2));

        receiver.answer = Receiver.saying("HTTP/1.1 503 Later\r\nRetry-After: -1\r\nContent-Length: 0\r\n\r\n");
        assertThat(answered().retryAfter()).isEmpty();

        receiver.answer =
                Receiver.saying("HTTP/1.1 503 Later\r\nRetry-After: 99999999999999\r\nContent-Length: 0\r\n\r\n");
        assertThat(answered().retryAfter()).isEmpty();
    }

    @Test
    void of_a_long_answer_the_beginning_is_read_and_no_more() {
        receiver.answer = out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            var much = "x".repeat(8_192).getBytes(StandardCharsets.UTF_8);
            while (true) {
                out.write(much);
            }
        };

        assertThat(answered().answer()).hasSize(Attempt.LONGEST_ANSWER).containsOnlyOnce("x".repeat(4_096));
    }

    @Test
    void what_is_packed_is_not_unpacked() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[10_000_000]);
        }
        receiver.answer = out -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.size() + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            packed.writeTo(out);
        };

        assertThat(answered().answer().length()).isLessThanOrEqualTo(Attempt.LONGEST_ANSWER);
    }

    @Test
    void preliminary_answers_are_passed_over() {
        receiver.answer = Receiver.saying("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                + "HTTP/1.1 204 No Content\r\n\r\n");

        assertThat(answered().status()).isEqualTo(204);
    }

    @Test
    void preliminary_answers_without_an_end_are_waited_for_no_longer_than_any() {
        receiver.answer = out -> {
            while (true) {
                out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            }
        };

        assertThat(broken().why()).contains("within 1 seconds");
    }

    @Test
    void a_receiver_that_says_nothing_is_waited_for_so_long() {
        receiver.answer = _ -> receiver.wait(10_000);

        assertThat(broken().why()).contains("within 1 seconds");
    }

    @Test
    void an_answer_that_comes_too_late_counts_for_none() {
        receiver.answer = out -> {
            receiver.wait(1_500);
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        };

        assertThat(broken().why()).contains("within 1 seconds");
    }

    @Test
    void one_byte_after_the_other_is_no_way_to_keep_it_waiting() {
        for (var start : List.of("", "HTTP/1.1 200 OK\r\nx: ", "HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n")) {
            receiver.answer = out -> {
                out.write(start.getBytes(StandardCharsets.UTF_8));
                while (true) {
                    out.write('H');
                    receiver.wait(50);
                }
            };

            broken();
        }
    }

    @Test
    void headers_without_an_end_are_no_answer() {
        receiver.answer = out -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.UTF_8));
            while (true) {
                out.write("x: y\r\n".getBytes(StandardCharsets.UTF_8));
            }
        };

        assertThat(broken().why()).isNotBlank();
    }

    @Test
    void a_header_without_an_end_is_no_answer() {
        receiver.answer = out -> {
            out.write("HTTP/1.1 200 OK\r\nx: ".getBytes(StandardCharsets.UTF_8));
            var much = "y".repeat(8_192).getBytes(StandardCharsets.UTF_8);
            while (true) {
                out.write(much);
            }
        };

        assertThat(broken().why()).isNotBlank();
    }

    @Test
    void one_that_hangs_up_is_said_to_have_broken() {
        receiver.answer = _ -> {};
        assertThat(broken().why()).contains("broke");

        receiver.answer = Receiver.saying("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort");
        assertThat(broken().why()).contains("broke");

        receiver.readsNothing = true;
        receiver.answer = Receiver.saying("SSH-2.0-OpenSSH_9.9\r\n");
        assertThat(broken().why()).isNotBlank();
    }

    @Test
    void nobody_there_is_said_so() throws IOException {
        int port;
        try (var nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = nobody.getLocalPort();
        }

        var sent = courier.send(letter("http://127.0.0.1:" + port + "/"));

        assertThat(sent)
                .isInstanceOfSatisfying(
                        Sent.Broken.class, broken -> assertThat(broken.why()).isEqualTo("The connection was refused."));
    }

    @Test
    void a_private_address_is_never_connected_to() {
        var guarded = courier(new Addresses(false));

        var plain = guarded.send(letter());
        var encrypted = guarded.send(letter("https://127.0.0.1:" + receiver.port() + "/"));

        assertThat(plain)
                .isInstanceOfSatisfying(
                        Sent.NotAllowed.class, sent -> assertThat(sent.why()).isEqualTo(new Verdict.NotEncrypted()));
        assertThat(encrypted)
                .isInstanceOfSatisfying(
                        Sent.NotAllowed.class,
                        sent -> assertThat(sent.why()).isEqualTo(new Verdict.NotPublic("127.0.0.1")));
        assertThat(receiver.got).isEmpty();
    }

    /// A name that leads to the internet when it is judged and to this machine when it is connected to.
    @Test
    void the_dns_is_asked_once_and_what_it_says_later_is_never_heard() {
        var asked = new AtomicInteger();
        Addresses.Dns rebinding = _ -> asked.incrementAndGet() == 1
                ? new InetAddress[] {InetAddress.ofLiteral("192.0.2.1")}
                : new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};

        var sent = courier(new Addresses(rebinding, false))
                .send(letter("https://hooks.example.com:" + receiver.port() + "/"));

        assertThat(sent).isInstanceOf(Sent.NotAllowed.class);
        assertThat(asked).hasValue(1);
        assertThat(receiver.got).isEmpty();
    }

    @Test
    void the_address_that_was_judged_is_the_one_that_is_connected_to() {
        var asked = new ArrayList<String>();
        Addresses.Dns here = host -> {
            asked.add(host);
            return new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
        };

        var sent = courier(new Addresses(here, true)).send(letter("http://nowhere.invalid:" + receiver.port() + "/"));

        assertThat(sent).isInstanceOf(Sent.Answered.class);
        assertThat(asked).containsExactly("nowhere.invalid");
        assertThat(receiver.got.getFirst().headers()).containsEntry("host", "nowhere.invalid:" + receiver.port());
    }

    @Test
    void a_dns_that_hangs_is_waited_for_no_longer_than_a_receiver() {
        Addresses.Dns hanging = _ -> {
            try {
                receiver.wait(20_000);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            return new InetAddress[0];
        };

        var sent = courier(new Addresses(hanging, true)).send(letter());

        assertThat(sent).isInstanceOf(Sent.Broken.class);
        assertThat(sent.took()).isLessThan(PATIENCE.plusSeconds(1));
    }

    @Test
    void every_letter_goes_over_a_connection_of_its_own() {
        receiver.answer = out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: keep-alive\r\nSet-Cookie: a=b\r\n\r\n"
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            receiver.wait(300);
        };

        answered();
        answered();

        assertThat(receiver.got).hasSize(2);
        assertThat(receiver.got.getLast().headers()).doesNotContainKey("cookie");
    }

    @Test
    void plain_http_where_tls_is_expected_is_a_failure_of_tls() {
        receiver.readsNothing = true;

        var sent = courier.send(letter("https://127.0.0.1:" + receiver.port() + "/"));

        assertThat(sent)
                .isInstanceOfSatisfying(
                        Sent.Broken.class, failed -> assertThat(failed.why()).startsWith("TLS failed"));
    }

    /// It would go on for ever otherwise, since each byte begins the wait for the next.
    @Test
    void a_handshake_that_never_ends_is_waited_for_no_longer_than_any() {
        receiver.readsNothing = true;
        receiver.answer = out -> {
            out.write(new byte[] {22, 3, 3, 64, 0});
            while (true) {
                out.write(2);
                out.flush();
                receiver.wait(50);
            }
        };

        var sent = courier.send(letter("https://127.0.0.1:" + receiver.port() + "/"));

        assertThat(sent).isInstanceOf(Sent.Broken.class);
        assertThat(sent.took()).isLessThan(PATIENCE.plusSeconds(1));
    }
}
