package dev.slipway.adapters.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.access.Token;
import dev.slipway.kernel.Malformed;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.crac.Core;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpHandlerTest {

    private static final String TOKEN = Token.draw(Token.Kind.ACCESS).secret();

    @Test
    void passes_on_what_the_handler_answers() {
        var answer = Answer.of(
                answering(request -> HttpResponse.json(200, "{\"path\":\"" + request.path() + "\"}")),
                Events.get("/@acme%2fpad"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).containsEntry("path", "/@acme/pad");
    }

    @Test
    void adds_the_headers_that_every_answer_has() {
        var answer = Answer.of(
                answering(_ -> HttpResponse.json(200, "{}")), Events.get("/").requestId("gw-1"));
        assertThat(answer.headers())
                .containsEntry("x-request-id", "gw-1")
                .containsEntry("cache-control", "private, no-cache")
                .containsEntry("x-content-type-options", "nosniff");
    }

    @Test
    void leaves_the_handlers_own_caching() {
        var answer = Answer.of(
                answering(_ -> HttpResponse.empty(302).with("cache-control", "private, max-age=60")), Events.get("/"));
        assertThat(answer.header("cache-control")).isEqualTo("private, max-age=60");
    }

    @Test
    void packs_long_json_by_itself() {
        var json = "{\"a\":\"" + "x".repeat(5000) + "\"}";
        var answer = Answer.of(
                answering(_ -> HttpResponse.json(200, json)), Events.get("/").header("accept-encoding", "gzip"));
        assertThat(answer.header("content-encoding")).isEqualTo("gzip");
        assertThat(answer.text()).isEqualTo(json);
    }

    @Test
    void malformed_input_is_a_400_and_no_failure() {
        var handler = answering(_ -> {
            throw new Malformed("invalid_tag", "No such tag.");
        });
        var answer = Answer.of(handler, Events.get("/"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()).containsEntry("code", "invalid_tag").containsEntry("error", "No such tag.");
        assertThat(answer.header("x-request-id")).isEqualTo(Events.REQUEST_ID);
        assertThat(handler.logged()).doesNotContain("\"error\"").contains("\"level\":\"INFO\"");
    }

    @Test
    void an_unreadable_path_is_a_400_with_the_gateways_request_id() {
        var answer = Answer.of(
                answering(_ -> HttpResponse.empty(200)), Events.get("/%zz").requestId("gw-2"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()).containsEntry("code", "invalid_path").containsEntry("requestId", "gw-2");
        assertThat(answer.header("x-request-id")).isEqualTo("gw-2");
    }

    @Test
    void anything_else_that_breaks_is_a_500_that_tells_nothing() {
        var answer = Answer.of(
                answering(_ -> {
                    throw new IllegalStateException("the table slipway-prod is gone");
                }),
                Events.get("/"));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json()).containsEntry("code", "internal_error").containsEntry("requestId", Events.REQUEST_ID);
        assertThat(answer.text()).doesNotContain("slipway-prod").doesNotContain("IllegalState");
        assertThat(answer.headers()).containsKey("x-request-id");
    }

    @Test
    void a_recursion_without_end_is_a_500() {
        var handler = answering(HttpHandlerTest::recursing);
        assertThat(Answer.of(handler, Events.get("/")).status()).isEqualTo(500);
        assertThat(handler.logged()).contains("java.lang.StackOverflowError");
    }

    @Test
    void running_out_of_memory_is_left_to_lambda() {
        var handler = answering(_ -> {
            throw new OutOfMemoryError("not really");
        });
        assertThatThrownBy(() -> Answer.of(handler, Events.get("/"))).isInstanceOf(OutOfMemoryError.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1]", "{\"Records\":[]}", "{\"a\":[[[[", "slp_no json"})
    void an_event_that_is_none_is_a_500_under_lambdas_id(String event) {
        var handler = answering(_ -> HttpResponse.empty(200));
        var answer = Answer.of(handler, new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.header("x-request-id")).isEqualTo(Invocation.ID);
        assertThat(answer.json()).containsEntry("requestId", Invocation.ID);
        assertThat(handler.lines()).hasSize(2);
    }

    @Test
    void deep_nesting_is_a_500_and_no_crash() {
        var event = "{\"requestContext\":{\"authorizer\":" + "[".repeat(200_000);
        var handler = answering(_ -> HttpResponse.empty(200));
        var answer = Answer.of(handler, new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.status()).isEqualTo(500);
    }

    @Test
    void an_answer_larger_than_lambda_passes_on_becomes_a_problem() {
        var handler = answering(_ -> HttpResponse.bytes(200, "application/octet-stream", new byte[4_718_500]));
        var answer = Answer.of(handler, Events.get("/"));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json()).containsEntry("code", "response_too_large");
        assertThat(answer.header("x-request-id")).isEqualTo(Events.REQUEST_ID);
        assertThat(handler.logged()).contains("\"level\":\"ERROR\"").contains("\"Errors5xx\":1");
    }

    @Test
    void an_answer_just_small_enough_is_passed_on() {
        var answer = Answer.of(
                answering(_ -> HttpResponse.bytes(200, "application/octet-stream", new byte[4_718_000])),
                Events.get("/"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.length()).isBetween(6_290_000, HttpHandler.MAX_RESPONSE);
    }

    @Test
    void the_token_is_never_logged_however_the_handler_breaks() {
        var basic =
                Events.delete("/-/user/token/" + TOKEN).query("token=" + TOKEN).basic("ada", TOKEN);
        var bearer = Events.delete("/-/user/token/" + TOKEN).bearer(TOKEN).body("{\"token\":\"" + TOKEN + "\"}");
        for (var event : new Events[] {basic, bearer}) {
            var handler = answering(request -> {
                throw new IllegalStateException(
                        "failed for " + request.path() + " " + request.header("authorization") + " "
                                + new String(request.body(), StandardCharsets.UTF_8),
                        new IllegalArgumentException(request.query("token").orElse(TOKEN)));
            });
            assertThat(Answer.of(handler, event).text()).doesNotContain(TOKEN);
            assertThat(handler.logged())
                    .doesNotContain(TOKEN)
                    .doesNotContain(TOKEN.substring(5, 40))
                    .doesNotContain("YWRhOnNscF9h")
                    .contains("IllegalStateException");
        }
    }

    @Test
    void paths_queries_and_bodies_are_not_logged_when_all_is_well() {
        var handler = answering(_ -> HttpResponse.json(200, "{\"answer\":1}"));
        Answer.of(
                handler,
                Events.put("/@acme/secret-project")
                        .query("q=hidden")
                        .header("x-mine", "hidden")
                        .body("{\"hidden\":1}"));
        assertThat(handler.logged())
                .doesNotContain("secret-project")
                .doesNotContain("hidden")
                .doesNotContain("answer");
    }

    @Test
    void primes_before_the_snapshot_and_counts_the_first_request_after_it_as_cold() {
        var handler = answering(_ -> HttpResponse.empty(200));
        Answer.of(handler, Events.get("/"));
        handler.beforeCheckpoint(Core.getGlobalContext());
        assertThat(handler.timesPrimed()).isEqualTo(1);
        assertThat(handler.primedWhenDisconnected()).isEqualTo(1);
        handler.afterRestore(Core.getGlobalContext());
        Answer.of(handler, Events.get("/"));
        Answer.of(handler, Events.get("/"));
        assertThat(handler.lines().stream().filter(line -> line.contains("cold_start")))
                .extracting(line -> Answer.object(line).get("cold_start"))
                .containsExactly(true, true, false);
    }

    @Test
    void a_failed_priming_is_logged_and_takes_nothing_down() {
        var handler = answering(_ -> HttpResponse.empty(200)).failingToPrime(new Exception("no route for " + TOKEN));
        handler.beforeCheckpoint(Core.getGlobalContext());
        assertThat(handler.primedWhenDisconnected()).isEqualTo(1);
        assertThat(handler.lines())
                .singleElement()
                .satisfies(line -> assertThat(Answer.object(line))
                        .containsEntry("level", "WARN")
                        .containsEntry("service", "install")
                        .hasEntrySatisfying(
                                "error", error -> assertThat(error.toString()).contains("no route for slp_***")));
        assertThat(Answer.of(handler, Events.get("/")).status()).isEqualTo(200);
    }

    private static Scripted answering(Function<HttpRequest, HttpResponse> script) {
        return new Scripted(script);
    }

    @SuppressWarnings("InfiniteRecursion")
    private static HttpResponse recursing(HttpRequest request) {
        return recursing(request).with("x-depth", "1");
    }
}
