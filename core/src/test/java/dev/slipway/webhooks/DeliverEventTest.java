package dev.slipway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.webhooks.Courier.Sent;
import dev.slipway.webhooks.DeliverEvent.Ending;
import dev.slipway.webhooks.DeliverEvent.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One message, and what comes of trying to deliver what it is for.
class DeliverEventTest {

    private final Depot depot = new Depot();

    private Outcome run() {
        return depot.run(depot.message());
    }

    private void fails(int status) {
        depot.answer = _ -> new Sent.Answered(status, "no", Optional.empty(), Duration.ofMillis(20));
    }

    private Duration rest(Outcome outcome) {
        return ((Outcome.Held) outcome).rest();
    }

    @Test
    void what_is_answered_with_success_is_over_and_noted() {
        assertThat(run()).isEqualTo(new Outcome.Over(Ending.DELIVERED));

        assertThat(depot.delivery.state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(depot.delivery.lastAttempt())
                .hasValueSatisfying(attempt -> assertThat(attempt.number()).isOne());
        var letter = depot.letters.getFirst();
        assertThat(letter.id()).isEqualTo(depot.delivery.id().messageId());
        assertThat(letter.signature())
                .isEqualTo(depot.secrets.current(depot.endpoint).sign(letter.id(), letter.at(), letter.body()));
    }

    @Test
    void what_was_delivered_is_not_sent_once_more() {
        run();

        assertThat(run()).isEqualTo(new Outcome.Over(Ending.VOID));
        assertThat(depot.letters).hasSize(1);
    }

    @Test
    void a_message_of_a_round_that_is_over_is_void() {
        var old = depot.message();
        depot.delivery = depot.delivery.again(depot.now);

        assertThat(depot.run(old)).isEqualTo(new Outcome.Over(Ending.VOID));
        assertThat(depot.letters).isEmpty();
    }

    @Test
    void what_is_gone_with_its_webhook_or_its_organization_is_void() {
        depot.live = false;

        assertThat(run()).isEqualTo(new Outcome.Over(Ending.VOID));
        assertThat(depot.letters).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"PAUSED", "FAILED"})
    void what_comes_while_it_is_paused_is_parked_and_not_sent(Endpoint.State state) {
        depot.endpoint = depot.endpoint.with(state);

        assertThat(run()).isEqualTo(new Outcome.Over(Ending.PARKED));
        assertThat(depot.delivery.state()).isEqualTo(Delivery.State.PARKED);
        assertThat(depot.letters).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {199, 300, 301, 302, 307, 400, 401, 404, 429, 500, 503})
    void every_other_answer_is_a_failure_and_keeps_its_place_for_a_while(int status) {
        fails(status);

        assertThat(rest(run())).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
        assertThat(depot.delivery.state()).isEqualTo(Delivery.State.PENDING);
        assertThat(depot.endpoint.health().failures()).isOne();
    }

    @Test
    void a_message_that_comes_before_its_time_is_held_until_then_without_a_request() {
        fails(500);
        run();
        depot.now = depot.now.plusSeconds(1);

        assertThat(run()).isInstanceOfSatisfying(Outcome.Held.class, held -> {
            assertThat(held.tried()).isFalse();
            assertThat(held.rest()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
        });
        assertThat(depot.letters).hasSize(1);
    }

    @Test
    void after_the_third_failure_it_steps_out_of_line_and_goes_on_there() {
        fails(500);
        var inLine = depot.message();
        var outcomes = new ArrayList<Outcome>();
        for (int i = 0; i < 3; i++) {
            outcomes.add(depot.run(inLine));
            depot.now = depot.now.plus(Duration.ofMinutes(3));
        }

        assertThat(outcomes.getLast()).isEqualTo(new Outcome.Over(Ending.ASIDE));
        assertThat(depot.aside).containsExactly(depot.message());
        assertThat(depot.run(depot.aside.getFirst())).isInstanceOf(Outcome.Held.class);
        assertThat(depot.letters).hasSize(4);
    }

    /// Whoever dies after noting the third failure and before stepping aside leaves the old message in line.
    @Test
    void a_message_that_was_left_in_line_steps_aside_without_a_request() {
        fails(500);
        var inLine = depot.message();
        for (int i = 0; i < 3; i++) {
            depot.run(inLine);
            depot.now = depot.now.plus(Duration.ofMinutes(3));
        }
        depot.aside.clear();

        assertThat(depot.run(inLine)).isEqualTo(new Outcome.Over(Ending.ASIDE));
        assertThat(depot.aside).hasSize(1);
        assertThat(depot.letters).hasSize(3);
    }

    @Test
    void it_is_tried_for_about_a_day_and_then_failed_for_good() {
        fails(500);
        var began = depot.now;
        Outcome outcome = depot.untilOver();

        assertThat(outcome).isEqualTo(new Outcome.Over(Ending.FAILED));
        assertThat(depot.delivery.state()).isEqualTo(Delivery.State.FAILED);
        assertThat(depot.delivery.made()).isEqualTo(11);
        assertThat(Duration.between(began, depot.now)).isBetween(Duration.ofHours(23), Duration.ofHours(30));
        assertThat(depot.letters)
                .extracting(Courier.Letter::id)
                .containsOnly(depot.delivery.id().messageId());
        assertThat(depot.letters).extracting(Courier.Letter::body).containsOnly(depot.delivery.body());
    }

    @Test
    void a_receiver_may_ask_for_more_time_but_not_for_ever() {
        depot.answer = _ -> new Sent.Answered(503, "", Optional.of(Duration.ofMinutes(10)), Duration.ZERO);
        assertThat(rest(run())).isEqualTo(Duration.ofMinutes(10));

        depot.now = depot.now.plus(Duration.ofMinutes(11));
        depot.answer = _ -> new Sent.Answered(429, "", Optional.of(Duration.ofDays(300)), Duration.ZERO);
        assertThat(rest(run())).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void one_that_fails_otherwise_is_not_asked_when() {
        depot.answer = _ -> new Sent.Answered(500, "", Optional.of(Duration.ofMinutes(10)), Duration.ZERO);

        assertThat(rest(run())).isLessThan(Duration.ofSeconds(7));
    }

    @Test
    void where_nothing_may_be_sent_is_a_failure_that_says_so() {
        depot.answer =
                letter -> new Sent.NotAllowed(new Destinations.Verdict.NotPublic("hooks.example.com"), Duration.ZERO);
        run();

        assertThat(depot.delivery.lastAttempt().orElseThrow().ending())
                .isEqualTo(new Attempt.Ending.Broken(
                        "hooks.example.com leads to an address that is not public: nothing was sent."));
    }

    @Test
    void while_a_secret_is_replaced_both_sign() {
        depot.endpoint = depot.endpoint.with(depot.endpoint.secret().rotated(depot.now));
        run();

        assertThat(depot.letters.getFirst().signature().split(" ")).hasSize(2);
    }

    /// The price of at least once: the receiver gets the same again, under the same id.
    @Test
    void whoever_dies_between_the_request_and_noting_it_sends_it_once_more() {
        depot.notingBreaks = true;
        assertThatThrownBy(this::run).isInstanceOf(IllegalStateException.class);
        depot.notingBreaks = false;

        assertThat(run()).isEqualTo(new Outcome.Over(Ending.DELIVERED));
        assertThat(depot.letters)
                .hasSize(2)
                .extracting(Courier.Letter::id)
                .containsOnly(depot.delivery.id().messageId());
        assertThat(depot.delivery.made()).isOne();
    }

    @Test
    void of_two_who_send_the_same_at_once_one_notes_it() {
        depot.meanwhile = () -> {
            depot.meanwhile = () -> {};
            assertThat(run()).isEqualTo(new Outcome.Over(Ending.DELIVERED));
        };

        assertThat(run()).isInstanceOf(Outcome.Held.class);
        assertThat(run()).isEqualTo(new Outcome.Over(Ending.VOID));
        assertThat(depot.letters).hasSize(2);
        assertThat(depot.delivery.made()).isOne();
        assertThat(depot.endpoint.health()).isEqualTo(Health.GOOD);
    }

    @Test
    void after_five_failures_in_a_row_nothing_is_tried_before_its_time() {
        depot.endpoint = depot.endpoint.with(failing(4));
        fails(500);
        run();
        assertThat(depot.endpoint.health().open()).isTrue();
        depot.another();

        assertThat(run())
                .isInstanceOfSatisfying(
                        Outcome.Held.class, held -> assertThat(held.tried()).isFalse());
        assertThat(depot.letters).hasSize(1);
        assertThat(depot.delivery.made()).isZero();
    }

    @Test
    void then_one_at_a_time_tries() {
        depot.endpoint = depot.endpoint.with(new Health(Optional.of(depot.now), 7, Optional.of(depot.now)));
        var others = new ArrayList<Outcome>();
        depot.meanwhile = () -> {
            depot.meanwhile = () -> {};
            others.add(run());
        };
        fails(500);
        run();

        assertThat(others)
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Held.class, held -> assertThat(held.tried()).isFalse());
        assertThat(depot.letters).hasSize(1);
        assertThat(depot.endpoint.health().failures()).isEqualTo(8);
    }

    @Test
    void a_success_closes_it() {
        depot.endpoint = depot.endpoint.with(new Health(Optional.of(depot.now), 7, Optional.of(depot.now)));
        run();

        assertThat(depot.endpoint.health()).isEqualTo(Health.GOOD);
    }

    private Health failing(int failures) {
        return new Health(Optional.of(depot.now), failures, Optional.empty());
    }

    @Test
    void after_three_days_without_a_success_it_is_paused_once_and_the_log_says_so() {
        depot.endpoint = depot.endpoint.with(
                new Health(Optional.of(depot.now.minus(Duration.ofDays(3))), 80, Optional.of(depot.now)));
        fails(500);
        run();

        assertThat(depot.endpoint.state()).isEqualTo(Endpoint.State.FAILED);
        assertThat(depot.audit).singleElement().satisfies(entry -> {
            assertThat(entry.action().name()).isEqualTo("webhook.paused");
            assertThat(entry.actor().shownName()).isEqualTo("slipway");
        });
        depot.another();
        assertThat(run()).isEqualTo(new Outcome.Over(Ending.PARKED));
        assertThat(depot.audit).hasSize(1);
    }

    @Test
    void a_minute_before_that_it_is_not() {
        depot.endpoint = depot.endpoint.with(new Health(
                Optional.of(depot.now.minus(Duration.ofDays(3)).plusSeconds(60)), 80, Optional.of(depot.now)));
        fails(500);
        run();

        assertThat(depot.endpoint.active()).isTrue();
        assertThat(depot.audit).isEmpty();
    }

    @Test
    void one_that_says_that_it_is_gone_is_paused_at_once() {
        fails(410);
        run();

        assertThat(depot.endpoint.state()).isEqualTo(Endpoint.State.FAILED);
        assertThat(depot.audit)
                .singleElement()
                .satisfies(entry -> assertThat(entry.action().details()).containsEntry("why", "it answered 410 Gone"));
    }

    @Test
    void a_clock_that_jumps_back_waits_and_sends_nothing_twice() {
        fails(500);
        run();
        depot.now = depot.now.minus(Duration.ofDays(400));

        assertThat(run())
                .isInstanceOfSatisfying(
                        Outcome.Held.class, held -> assertThat(held.tried()).isFalse());
        assertThat(depot.letters).hasSize(1);
    }

    @Test
    void waits_spread_by_delivery() {
        var waits = new ArrayList<Duration>();
        for (int i = 0; i < 30; i++) {
            depot.another();
            waits.add(
                    Retries.waitAfter(6, depot.delivery.id(), Optional.empty()).orElseThrow());
        }

        assertThat(waits)
                .allMatch(each ->
                        each.compareTo(Duration.ofHours(1)) >= 0 && each.compareTo(Duration.ofMinutes(72)) <= 0);
        assertThat(List.copyOf(new HashSet<>(waits))).hasSizeGreaterThan(5);
    }
}
