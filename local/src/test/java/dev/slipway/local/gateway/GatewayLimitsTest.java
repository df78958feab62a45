package dev.slipway.local.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where AWS says no.
@Timeout(60)
class GatewayLimitsTest {
    private static final String TOO_LARGE = "{\"message\":\"Request Entity Too Large\"}";
    private static final int MIB = 1 << 20;

    private final AtomicInteger calls = new AtomicInteger();
    private final RequestStreamHandler counting = (_, out, _) -> {
        calls.incrementAndGet();
        out.write("{}".getBytes(US_ASCII));
    };

    @Test
    void a_body_of_just_under_six_megabytes_of_text_is_taken() throws Exception {
        try (var api = Api.answering(counting, "PUT /a")) {
            assertThat(api.put("/a", "x".repeat(6 * MIB - 2000).getBytes(US_ASCII), "application/json")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(calls).hasValue(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"10485761, text/plain", "6291456, text/plain", "4718592, application/octet-stream"})
    void a_body_that_lambda_or_the_gateway_cannot_take_is_refused(int size, String type) throws Exception {
        try (var api = Api.answering(counting, "PUT /a");
                var client = api.connect()) {
            var answer = client.ask(new byte[size], "PUT /a", "Content-Type: " + type);

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).isEqualTo(TOO_LARGE);
            assertThat(calls).hasValue(0);
            assertThat(client.ask("GET /b").status()).isEqualTo(404);
        }
    }

    @Test
    void json_that_passes_the_limit_only_by_its_escapes_is_refused() throws Exception {
        try (var api = Api.answering(counting, "PUT /a")) {
            assertThat(api.put("/a", "\"".repeat(4 * MIB).getBytes(US_ASCII), "application/json")
                            .statusCode())
                    .isEqualTo(413);
            assertThat(api.put("/a", "'".repeat(4 * MIB).getBytes(US_ASCII), "application/json")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_chunked_body_without_end_is_refused() throws Exception {
        try (var api = new Api.Setup("PUT /a")
                        .handler(counting)
                        .limits(new Limits(Duration.ofSeconds(30), 1000, 10_240, 6 * MIB, 6 * MIB, 1))
                        .start();
                var client = api.connect()) {
            client.write(RawClient.head("PUT /a", "Transfer-Encoding: chunked"));
            client.write("3e9\r\n" + "x".repeat(1001) + "\r\n");

            assertThat(client.read(true).status()).isEqualTo(413);
            assertThat(calls).hasValue(0);
            client.write("1\r\nx\r\n0\r\n\r\n");
            assertThat(client.ask("GET /b").status()).isEqualTo(404);
        }
    }

    @Test
    void a_client_hears_of_a_body_too_large_before_it_has_sent_it() throws Exception {
        try (var api = Api.answering(counting, "PUT /a");
                var client = api.connect()) {
            client.write(RawClient.head("PUT /a", "Content-Length: 20000000"));

            assertThat(client.read(true).status()).isEqualTo(413);
            client.write(new byte[20_000_000]);
            assertThat(client.ask("GET /b").status()).isEqualTo(404);
        }
    }

    @Test
    void a_body_that_would_never_end_costs_the_connection() throws Exception {
        try (var api = Api.answering(counting, "PUT /a");
                var client = api.connect()) {
            client.write(RawClient.head("PUT /a", "Content-Length: 300000000"));

            assertThat(client.read(true).status()).isEqualTo(413);
            assertThat(client.closedByServerAfter(257)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"10240, 404", "10241, 431"})
    void the_request_line_and_the_header_values_have_10240_bytes(int size, int status) throws Exception {
        try (var api = Api.answering(counting, "PUT /a");
                var client = api.connect()) {
            var rest = "GET /b HTTP/1.1".length() + "localhost".length();
            var answer = client.ask("GET /b", "X-Long-Name: " + "x".repeat(size - rest));

            assertThat(answer.status()).isEqualTo(status);
            assertThat(client.ask("GET /b").status()).isEqualTo(404);
        }
    }

    @Test
    void cookies_and_the_query_count_too() throws Exception {
        try (var api = Api.answering(counting, "ANY /a");
                var client = api.connect()) {
            assertThat(client.ask("GET /a", "Cookie: a=" + "x".repeat(10_240)).status())
                    .isEqualTo(431);
            var answer = client.ask("GET /a?" + "x".repeat(10_240));
            assertThat(answer.status()).isEqualTo(431);
            assertThat(answer.body()).isEqualTo("{\"message\":\"Request Header Fields Too Large\"}");
            assertThat(calls).hasValue(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"6291556, 200", "6291557, 500"})
    void a_result_has_six_megabytes_and_a_hundred_bytes(int size, int status) throws Exception {
        try (var api = Api.returning("\"" + "x".repeat(size - 2) + "\"")) {
            assertThat(api.get("/").statusCode()).isEqualTo(status);
            assertThat(api.log).hasSize(status == 200 ? 0 : 1);
        }
    }

    @Test
    void a_function_that_is_slower_than_the_gateways_patience_is_unavailable_and_goes_on() throws Exception {
        var release = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        try (var api = new Api.Setup("GET /")
                .handler((_, out, _) -> {
                    await(release);
                    out.write('1');
                    done.countDown();
                })
                .limits(Limits.AWS.waiting(Duration.ofMillis(30)))
                .start()) {
            var response = api.get("/");

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
            assertThat(api.log).singleElement().asString().contains("no answer within 0.03 seconds");
            release.countDown();
            done.await();
        }
    }

    @Test
    void a_routes_own_timeout_is_kept() throws Exception {
        try (var api = new Api.Setup("GET /")
                .handler((_, _, _) -> await(new CountDownLatch(1)))
                .change(function -> new FunctionBlock(
                        "F",
                        "F",
                        "f",
                        Duration.ofSeconds(29),
                        128,
                        List.of(new Trigger.Http("E", new Route("GET", "/"), Duration.ofMillis(50), null)),
                        Node.Fields.NONE))
                .start()) {
            assertThat(api.get("/").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void a_function_is_killed_at_its_own_timeout_and_another_takes_its_place() throws Exception {
        var interrupted = new CountDownLatch(1);
        var made = new AtomicInteger();
        try (var api = new Api.Setup("GET /")
                .handlers(() -> made.incrementAndGet() > 1
                        ? counting
                        : (_, _, _) -> {
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException _) {
                                interrupted.countDown();
                            }
                        })
                .limits(Limits.AWS.withEnvironments(1))
                .change(function -> function.within(Duration.ofMillis(500)))
                .start()) {
            var response = api.get("/");

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
            assertThat(api.log).singleElement().asString().contains("was killed after 0.5 seconds");
            interrupted.await();
            assertThat(api.get("/").statusCode()).isEqualTo(200);
            assertThat(made).hasValue(2);
        }
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
