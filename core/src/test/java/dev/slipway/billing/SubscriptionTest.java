package dev.slipway.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.billing.Subscription.Awaited;
import dev.slipway.billing.Subscription.Status;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.SeatKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What follows from what Stripe says, without asking anybody.
class SubscriptionTest {

    private static final Instant STARTED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant OWING = Instant.parse("2026-05-01T13:00:00Z");
    private static final Instant ENDED = Instant.parse("2026-05-20T08:00:00Z");
    private static final Instant FOUNDED = Instant.parse("2026-02-01T10:11:12.345Z");
    private static final Quantities PAID = new Quantities(5, 2);

    private static Subscription subscription(Status status) {
        return subscription(status, Optional.empty());
    }

    private static Subscription subscription(Status status, Optional<Awaited> awaited) {
        return new Subscription(
                new SubscriptionId("sub_1"),
                status,
                STARTED,
                PAID,
                Map.of(),
                STARTED.plus(Duration.ofDays(31)),
                false,
                Optional.of(ENDED),
                Optional.of(OWING),
                awaited);
    }

    private static Change change(long from, long to) {
        return new Change("change", SeatKind.SEAT, from, to, STARTED, STARTED);
    }

    @ParameterizedTest
    @CsvSource({
        "INCOMPLETE, false, false, 2026-03-01T12:00:00Z",
        "INCOMPLETE_EXPIRED, true, false, 2026-05-20T08:00:00Z",
        "TRIALING, false, true,",
        "ACTIVE, false, true,",
        "PAST_DUE, false, true, 2026-05-15T13:00:00Z",
        "CANCELED, true, false, 2026-05-20T08:00:00Z",
        "UNPAID, false, true, 2026-05-15T13:00:00Z",
        "PAUSED, false, false, 2026-03-01T12:00:00Z"
    })
    void each_status_says_what_is_given_and_until_when_all_works(
            Status status, boolean over, boolean gives, Instant until) {
        var subscription = subscription(status);

        assertThat(subscription.over()).isEqualTo(over);
        assertThat(subscription.given()).isEqualTo(gives ? PAID : Quantities.NONE);
        assertThat(subscription.worksUntil()).isEqualTo(Optional.ofNullable(until));
    }

    @ParameterizedTest
    @EnumSource
    void grace_is_counted_from_the_start_where_no_invoice_says_since_when(Status status) {
        var told = new Subscription(
                new SubscriptionId("sub_1"),
                status,
                STARTED,
                PAID,
                Map.of(),
                STARTED,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertThat(told.worksUntil())
                .isEqualTo(
                        switch (status) {
                            case TRIALING, ACTIVE -> Optional.empty();
                            case PAST_DUE, UNPAID -> Optional.of(STARTED.plus(Duration.ofDays(14)));
                            case INCOMPLETE, INCOMPLETE_EXPIRED, CANCELED, PAUSED -> Optional.of(STARTED);
                        });
    }

    @Test
    void seats_that_go_are_gone_before_stripe_knows_and_seats_that_come_are_not_there() {
        var active = Optional.of(subscription(Status.ACTIVE));

        assertThat(Provision.of(active, Optional.of(change(5, 3)), FOUNDED, 10))
                .isEqualTo(new Provision(new Quantities(3, 2), Optional.empty(), 30));
        assertThat(Provision.of(active, Optional.of(change(9, 7)), FOUNDED, 10).quantities())
                .isEqualTo(PAID);
        assertThat(Provision.of(active, Optional.of(change(5, 8)), FOUNDED, 10).quantities())
                .isEqualTo(PAID);
        assertThat(Provision.of(active, Optional.empty(), FOUNDED, 10))
                .isEqualTo(new Provision(PAID, Optional.empty(), 50));
    }

    @Test
    void nothing_is_there_by_a_subscription_that_stripe_knows_nothing_of() {
        assertThat(Provision.of(Optional.empty(), Optional.empty(), FOUNDED, 10))
                .isEqualTo(new Provision(Quantities.NONE, Optional.of(Instant.parse("2026-02-01T10:11:12Z")), 0));
    }

    @Test
    void a_change_is_taken_if_it_is_so_or_waits_or_fewer_are_still_fewer() {
        var waits = new Awaited(new Quantities(8, 2), ENDED, Optional.empty());

        assertThat(change(9, 5).takenBy(subscription(Status.ACTIVE))).isTrue();
        assertThat(change(9, 6).takenBy(subscription(Status.ACTIVE))).isTrue();
        assertThat(change(5, 3).takenBy(subscription(Status.ACTIVE))).isFalse();
        assertThat(change(3, 5).takenBy(subscription(Status.ACTIVE))).isTrue();
        assertThat(change(5, 8).takenBy(subscription(Status.ACTIVE))).isFalse();
        assertThat(change(5, 8).takenBy(subscription(Status.ACTIVE, Optional.of(waits))))
                .isTrue();
        assertThat(change(3, 4).takenBy(subscription(Status.ACTIVE))).isFalse();
    }

    @Test
    void a_change_is_left_behind_after_two_minutes_and_not_at_them() {
        assertThat(change(5, 3).leftBehindAt(STARTED.plusSeconds(120))).isFalse();
        assertThat(change(5, 3).leftBehindAt(STARTED.plusSeconds(121))).isTrue();
        assertThat(change(5, 3).takenUpAt(STARTED.plusSeconds(121)).leftBehindAt(STARTED.plusSeconds(122)))
                .isFalse();
        assertThat(change(5, 3).takenUpAt(ENDED).id()).isEqualTo("change");
    }

    @Test
    void an_account_goes_on_with_its_own_subscription_alone() {
        var account = BillingAccount.of(new OrgSlug("acme"), new CustomerId("cus_1"))
                .with(Optional.of(subscription(Status.ACTIVE)), Optional.empty());
        var another = new Subscription(
                new SubscriptionId("sub_2"),
                Status.ACTIVE,
                STARTED,
                PAID,
                Map.of(),
                STARTED,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertThat(account.isStill(subscription(Status.PAST_DUE))).isTrue();
        assertThat(account.isStill(subscription(Status.CANCELED))).isFalse();
        assertThat(account.isStill(another)).isFalse();
        assertThat(account.version()).isEqualTo(1);
    }

    @Test
    void what_several_cost_is_counted_in_whole_cents_of_one_currency() {
        var dollars = Currency.getInstance("USD");
        var prices = new Prices(new Money(700, dollars), Optional.of(new Money(300, dollars)));

        assertThat(prices.of(PAID)).isEqualTo(new Money(4100, dollars));
        assertThat(new Prices(new Money(700, dollars), Optional.empty()).of(PAID))
                .isEqualTo(new Money(3500, dollars));
        assertThatThrownBy(() -> new Money(1, dollars).plus(new Money(1, Currency.getInstance("EUR"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Money(Long.MAX_VALUE, dollars).times(2)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Quantities(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_types_that_are_heard_are_those_that_the_documentation_has_set_up() {
        assertThat(HearEvent.TYPES)
                .hasSize(14)
                .allMatch(type -> type.startsWith("customer.subscription.")
                        || type.startsWith("invoice.")
                        || type.equals("customer.deleted")
                        || type.equals("checkout.session.completed"))
                .doesNotContain("invoice.created", "customer.updated");
    }
}
