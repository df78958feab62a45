package dev.slipway.adapters.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.RateLimits;
import dev.slipway.access.Refusal;
import dev.slipway.access.Token;
import dev.slipway.kernel.Malformed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which answers count as a guess, whatever the route.
class GuessCounterTest {

    private static final String UNKNOWN = Token.draw(Token.Kind.ACCESS).secret();
    private static final String ADDRESS = "203.0.113.9";

    private final List<String> counted = new ArrayList<>();
    private RateLimits.Answer verdict = new RateLimits.Answer.Allowed();

    private final RateLimits limits = (limit, whose, times, now) -> {
        assertThat(now).isEqualTo(Scripted.NOW);
        counted.add(limit.kind() + " " + limit.most() + " " + limit.window() + " " + whose + " " + times);
        return verdict;
    };

    private Answer answer(Events event) {
        return Answer.of(new Scripted(GuessCounterTest::unknown, limits), event.from(ADDRESS));
    }

    private static HttpResponse unknown(HttpRequest request) {
        return Problem.of(new Refusal.TokenUnknown()).answer(request);
    }

    @Test
    void an_unknown_token_counts_once_for_where_it_was_sent_from() {
        var answer = answer(Events.get("/-/whoami").bearer(UNKNOWN));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json()).containsEntry("code", "token_unknown");
        assertThat(counted).containsExactly("token-guess 60 PT1H " + ADDRESS + "/32 1");
    }

    @Test
    void a_machines_token_and_one_that_is_sent_as_a_password_count_too() {
        var basic = Base64.getEncoder().encodeToString(("ada:" + UNKNOWN).getBytes(StandardCharsets.UTF_8));
        answer(Events.get("/").bearer(Token.draw(Token.Kind.MACHINE).secret()));
        answer(Events.get("/").header("authorization", "Basic " + basic));

        assertThat(counted).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer npm_abc", "Bearer slp_a", "Basic YWRhOg==", "Digest x"})
    void what_could_be_no_token_does_not_count(String authorization) {
        var answer = answer(Events.get("/").header("authorization", authorization));

        assertThat(answer.json()).containsEntry("code", "token_unknown");
        assertThat(counted).isEmpty();
    }

    @Test
    void a_token_that_is_mistyped_by_one_character_does_not_count() {
        var last = UNKNOWN.charAt(20) == 'x' ? 'y' : 'x';

        answer(Events.get("/").bearer(UNKNOWN.substring(0, 20) + last + UNKNOWN.substring(21)));

        assertThat(counted).isEmpty();
    }

    static Stream<HttpResponse> otherAnswers() {
        return Stream.of(HttpResponse.json(200, "{}"), HttpResponse.empty(304), HttpResponse.seeOther("/sign-in"));
    }

    @ParameterizedTest
    @MethodSource("otherAnswers")
    void an_answer_that_is_no_refusal_does_not_count(HttpResponse response) {
        Answer.of(
                new Scripted(
                        request -> {
                            unknown(request);
                            return response;
                        },
                        limits),
                Events.get("/").bearer(UNKNOWN));

        assertThat(counted).isEmpty();
    }

    static Stream<Refusal> otherRefusals() {
        return Stream.of(
                new Refusal.SignInFirst(),
                new Refusal.TokenExpired(),
                new Refusal.TokenRevoked(),
                new Refusal.NotFound(),
                new Refusal.NotAPerson(),
                new Refusal.OutsideNetworks(ADDRESS));
    }

    @ParameterizedTest
    @MethodSource("otherRefusals")
    void a_token_that_is_refused_for_something_else_does_not_count(Refusal refusal) {
        Answer.of(
                new Scripted(request -> Problem.of(refusal).answer(request), limits),
                Events.get("/").bearer(UNKNOWN));

        assertThat(counted).isEmpty();
    }

    @Test
    void a_request_that_breaks_does_not_count() {
        Answer.of(
                new Scripted(
                        _ -> {
                            throw new Malformed("invalid_tag", "No such tag.");
                        },
                        limits),
                Events.get("/").bearer(UNKNOWN));

        assertThat(counted).isEmpty();
    }

    @Test
    void a_guess_that_is_sent_in_another_place_counts_if_the_handler_says_so() {
        Answer.of(
                new Scripted(
                        request -> {
                            request.notes().guess();
                            return Problem.of(404, "token_not_found", "No such token", "No.")
                                    .answer(request);
                        },
                        limits),
                Events.of("DELETE", "/-/user/token/x").from(ADDRESS));

        assertThat(counted).hasSize(1);
    }

    @Test
    void one_too_many_is_told_when_to_try_again_in_words_that_npm_prints() {
        verdict = new RateLimits.Answer.TooFast(Duration.ofSeconds(1_234));

        var answer = answer(Events.get("/@acme%2fpad").bearer(UNKNOWN));

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("retry-after")).isEqualTo("1234");
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.json())
                .containsEntry("code", "too_fast")
                .containsEntry("retryAfterSeconds", 1_234)
                .containsEntry(
                        "error",
                        "Unknown tokens were sent too often from your network. One that works is not held up: check"
                                + " yours for a typo, or try again in 21 minutes.");
        assertThat(answer.text()).doesNotContain(UNKNOWN);
    }

    @Test
    void ipv6_is_counted_by_the_64_bits_that_somebody_has() {
        answer(Events.get("/").bearer(UNKNOWN));
        Answer.of(
                new Scripted(GuessCounterTest::unknown, limits),
                Events.get("/").bearer(UNKNOWN).from("2001:db8:1:2:3:4:5:6"));

        assertThat(counted).last().asString().contains("2001:db8:1:2").doesNotContain(":3:4");
    }
}
