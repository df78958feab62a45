package dev.slipway.local.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.StripeException;
import com.stripe.param.SubscriptionUpdateParams;
import dev.slipway.access.Role;
import dev.slipway.billing.ChangeSeats;
import dev.slipway.billing.ChangeSeats.Outcome;
import dev.slipway.billing.Quantities;
import dev.slipway.local.billing.Crashes.Crash;
import dev.slipway.local.billing.Crashes.Moment;
import dev.slipway.local.stripe.api.ApiMood;
import dev.slipway.local.stripe.webhooks.DeliveryMood;
import dev.slipway.org.SeatKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What somebody began and didn't live to end.
class LeftBehindTest extends OnAStage {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(3);

    private Outcome change(Stage.Org org, long seats) {
        return stage.seats.run(stage.by(org.owner()), org.slug(), new ChangeSeats.Wish(seats, Optional.empty()));
    }

    private void crash(Stage.Org org, long seats, String method, Moment moment) {
        stage.crashes.at(method, moment);
        assertThatThrownBy(() -> change(org, seats)).isInstanceOf(Crash.class);
        assertThat(stage.crashes.disarm()).as("nobody came to %s", method).isFalse();
    }

    private long paid(Stage.Org org) {
        return stage.billed(org).seats().paid();
    }

    private long atStripe(Stage.Org org) {
        return stage.atStripe(org).orElseThrow().paid().seats();
    }

    @ParameterizedTest
    @CsvSource({
        "begin, BEFORE, 5, 5",
        "begin, AFTER, 5, 5",
        "change, BEFORE, 5, 5",
        "change, AFTER, 5, 8",
        "follow, BEFORE, 5, 8",
        "follow, AFTER, 8, 8"
    })
    void more_seats_are_there_when_stripe_has_them_and_given_up_if_it_has_not(
            String method, Moment moment, long at, long end) throws InterruptedException {
        var org = stage.paying(5);
        stage.stripe.mood(DeliveryMood.DROPPED);

        crash(org, 8, method, moment);

        assertThat(paid(org)).isEqualTo(at);
        stage.pass(LONG_ENOUGH);
        assertThat(stage.reconcile.run(stage::now).failed()).isEmpty();
        assertThat(paid(org)).isEqualTo(end).isEqualTo(atStripe(org));
        assertThat(stage.account(org).change()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "begin, BEFORE, 5, 5",
        "begin, AFTER, 2, 2",
        "change, BEFORE, 2, 2",
        "change, AFTER, 2, 2",
        "follow, BEFORE, 2, 2",
        "follow, AFTER, 2, 2"
    })
    void fewer_seats_are_out_of_use_at_once_and_asked_for_again(String method, Moment moment, long at, long end)
            throws InterruptedException {
        var org = stage.paying(5);
        stage.stripe.mood(DeliveryMood.DROPPED);

        crash(org, 2, method, moment);

        assertThat(paid(org)).isEqualTo(at);
        stage.pass(LONG_ENOUGH);
        assertThat(stage.reconcile.run(stage::now).failed()).isEmpty();
        assertThat(paid(org)).isEqualTo(end).isEqualTo(atStripe(org));
        assertThat(stage.account(org).change()).isEmpty();
    }

    @Test
    void another_change_waits_two_minutes_and_then_settles_the_one_before() throws InterruptedException {
        var org = stage.paying(5);
        stage.stripe.mood(DeliveryMood.DROPPED);
        crash(org, 2, "change", Moment.BEFORE);

        assertThat(change(org, 7)).isEqualTo(new Outcome.Busy(org.slug()));
        stage.pass(Duration.ofMinutes(2));
        assertThat(change(org, 7)).isEqualTo(new Outcome.Busy(org.slug()));
        stage.pass(Duration.ofSeconds(1));

        assertThat(change(org, 7)).isInstanceOf(Outcome.Changed.class);
        assertThat(paid(org)).isEqualTo(7).isEqualTo(atStripe(org));
    }

    @ParameterizedTest
    @CsvSource({"takeUp, AFTER", "change, BEFORE", "change, AFTER", "follow, BEFORE"})
    void whoever_settles_may_crash_as_well(String method, Moment moment) throws InterruptedException {
        var org = stage.paying(5);
        stage.stripe.mood(DeliveryMood.DROPPED);
        crash(org, 2, "change", Moment.BEFORE);
        stage.pass(LONG_ENOUGH);

        stage.crashes.at(method, moment);
        assertThat(stage.reconcile.run(stage::now).failed()).hasSize(1);

        stage.pass(LONG_ENOUGH);
        assertThat(stage.reconcile.run(stage::now).failed()).isEmpty();
        assertThat(paid(org)).isEqualTo(2).isEqualTo(atStripe(org));
        assertThat(stage.account(org).change()).isEmpty();
    }

    /// Else whoever comes next would take it for left behind at once, and both would be at it.
    @Test
    void what_the_job_takes_up_late_is_in_its_hands_from_then_on() throws InterruptedException {
        var orgs = List.of(stage.paying(5), stage.paying(5));
        stage.stripe.mood(DeliveryMood.DROPPED);
        for (var org : orgs) {
            crash(org, 2, "change", Moment.BEFORE);
        }
        stage.pass(LONG_ENOUGH);
        stage.stripe.mood(ApiMood.FAILING);
        var start = stage.now();
        var turns = new AtomicInteger();

        var outcome = stage.reconcile.run(() -> start.plus(Duration.ofMinutes(5L * turns.getAndIncrement())));

        assertThat(outcome.failed()).hasSize(2);
        assertThat(orgs)
                .extracting(org -> stage.account(org).change().orElseThrow().since())
                .containsExactlyInAnyOrder(start, start.plus(Duration.ofMinutes(5)));
    }

    @Test
    void what_stripe_has_taken_is_not_called_denied() throws InterruptedException {
        var org = stage.paying(5);
        stage.stripe.mood(DeliveryMood.DROPPED);
        crash(org, 8, "change", Moment.AFTER);
        stage.pass(LONG_ENOUGH);

        stage.reconcile.run(stage::now);

        assertThat(stage.records.log(org)).noneMatch(line -> line.startsWith("billing.seats_denied"));
        assertThat(stage.records.log(org))
                .anyMatch(line -> line.startsWith("billing.changed by") && line.contains("seats.after=8"));
        assertThat(paid(org)).isEqualTo(8);
    }

    /// Somebody at Stripe has lowered the number still more meanwhile.
    @Test
    void to_settle_fewer_seats_never_buys_any() throws InterruptedException, StripeException {
        var org = stage.paying(10);
        stage.stripe.mood(DeliveryMood.DROPPED);
        crash(org, 5, "change", Moment.BEFORE);
        quantity(org, 3);
        stage.pass(LONG_ENOUGH);

        assertThat(stage.reconcile.run(stage::now).failed()).isEmpty();

        assertThat(atStripe(org)).isEqualTo(3);
        assertThat(paid(org)).isEqualTo(3);
        assertThat(stage.account(org).change()).isEmpty();
    }

    @Test
    void what_was_begun_for_one_subscription_is_not_done_to_the_next() throws InterruptedException, StripeException {
        var org = stage.paying(10);
        stage.stripe.mood(DeliveryMood.DROPPED);
        crash(org, 5, "change", Moment.BEFORE);
        stage.till
                .client
                .v1()
                .subscriptions()
                .cancel(stage.atStripe(org).orElseThrow().id().value());
        stage.stripe.mood(DeliveryMood.PROMPT);

        stage.subscribe(org, 10);

        assertThat(paid(org)).isEqualTo(10);
        stage.pass(LONG_ENOUGH);
        assertThat(stage.reconcile.run(stage::now).failed()).isEmpty();
        assertThat(atStripe(org)).isEqualTo(10);
        assertThat(paid(org)).isEqualTo(10);
    }

    @Test
    void seats_of_a_subscription_whose_end_nobody_told_are_not_taken_past_the_next_one()
            throws InterruptedException, StripeException {
        var org = stage.paying(4);
        stage.stripe.mood(DeliveryMood.DROPPED);
        stage.till
                .client
                .v1()
                .subscriptions()
                .cancel(stage.atStripe(org).orElseThrow().id().value());

        stage.page(org, 1);

        assertThat(paid(org)).isZero();
    }

    @Test
    void whoever_is_no_customer_any_more_keeps_nothing_by_beginning_anew()
            throws InterruptedException, StripeException {
        var org = stage.paying(4);
        stage.member(org, Role.MEMBER);
        stage.stripe.mood(DeliveryMood.DROPPED);
        stage.till.client.v1().customers().delete(stage.customer(org));

        stage.page(org, 2);

        assertThat(stage.reconcile.run(stage::now).failed()).isEmpty();
        assertThat(stage.billed(org).seats().paid()).isZero();
        assertThat(stage.billed(org).organization().policy().worksUntil()).isPresent();
    }

    @Test
    void one_organization_that_fails_keeps_no_other_waiting() throws InterruptedException {
        var one = stage.paying(3);
        var broken = stage.paying(3);
        var other = stage.paying(3);
        stage.stripe.mood(DeliveryMood.DROPPED);
        for (var org : new Stage.Org[] {one, broken, other}) {
            crash(org, 2, "change", Moment.BEFORE);
        }
        stage.pass(LONG_ENOUGH);
        stage.records.set(
                "ORG#" + broken.slug(),
                "BILLING",
                "customer",
                software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS("cus_of_another_account"));

        var outcome = stage.reconcile.run(stage::now);

        assertThat(outcome.organizations()).isEqualTo(3);
        assertThat(outcome.failed())
                .singleElement()
                .satisfies(failure -> assertThat(failure.org()).isEqualTo(broken.slug()));
        assertThat(atStripe(one)).isEqualTo(2);
        assertThat(atStripe(other)).isEqualTo(2);
    }

    private void quantity(Stage.Org org, long seats) throws StripeException {
        var subscription = stage.atStripe(org).orElseThrow();
        stage.till
                .client
                .v1()
                .subscriptions()
                .update(
                        subscription.id().value(),
                        SubscriptionUpdateParams.builder()
                                .addItem(SubscriptionUpdateParams.Item.builder()
                                        .setId(subscription.items().get(SeatKind.SEAT))
                                        .setQuantity(seats)
                                        .build())
                                .build());
        assertThat(stage.atStripe(org).orElseThrow().paid()).isEqualTo(new Quantities(seats, 0));
    }
}
