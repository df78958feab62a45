package dev.slipway.adapters.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.StripeException;
import dev.slipway.billing.CustomerId;
import dev.slipway.billing.Invoice;
import dev.slipway.billing.Money;
import dev.slipway.billing.Payments.Changed;
import dev.slipway.billing.Payments.Unreachable;
import dev.slipway.billing.Prices;
import dev.slipway.billing.Quantities;
import dev.slipway.billing.Subscription.Status;
import dev.slipway.kernel.Slice;
import dev.slipway.local.stripe.account.Card;
import dev.slipway.local.stripe.api.ApiMood;
import dev.slipway.org.SeatKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChangeTest {

    private static final Instant PERIOD_END = Instant.parse("2026-12-01T00:00:00Z");

    private final Counter counter = new Counter();
    private final StripePayments payments = counter.payments;

    @AfterEach
    void close() {
        counter.close();
    }

    private static Money usd(long cents) {
        return new Money(cents, Currency.getInstance("USD"));
    }

    private Invoice latest(CustomerId customer) {
        return payments.listInvoices(customer, Slice.first(1)).items().getFirst();
    }

    private Changed change(CustomerId customer, SeatKind kind, long quantity) {
        return counter.change(customer, kind, quantity);
    }

    @Test
    void prices_are_what_stripe_says_and_remembered_for_five_minutes() {
        var prices = new Prices(usd(700), Optional.of(usd(300)));
        assertThat(payments.prices()).isEqualTo(prices);
        counter.stripe.mood(ApiMood.FAILING);
        counter.stripe.advance(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(payments.prices()).isEqualTo(prices);
        counter.stripe.advance(Duration.ofSeconds(1));
        assertThatThrownBy(payments::prices).isInstanceOf(Unreachable.class);
    }

    @Test
    void more_seats_are_charged_at_once_for_the_rest_of_the_period() {
        var customer = counter.subscribed(2, 0);
        counter.stripe.advance(Duration.ofDays(15));
        assertThat(change(customer, SeatKind.SEAT, 5)).isEqualTo(new Changed.Taken());
        assertThat(counter.find(customer).paid()).isEqualTo(new Quantities(5, 0));
        assertThat(latest(customer).state()).isEqualTo(Invoice.State.PAID);
        assertThat(latest(customer).total()).isEqualTo(usd(3 * 350));
    }

    @Test
    void a_quote_is_what_is_then_charged() {
        var customer = counter.subscribed(2, 1);
        counter.stripe.advance(Duration.ofDays(7).plusSeconds(12_345));
        var at = counter.stripe.now();
        var before = counter.find(customer);
        var quote = payments.quote(before, SeatKind.SEAT, 9, at);
        assertThat(quote.at()).isEqualTo(at);
        assertThat(quote.perPeriod()).isEqualTo(usd(9 * 700 + 300));
        assertThat(payments.find(customer)).hasValue(before);
        counter.stripe.advance(Duration.ofMinutes(3));
        payments.change(before, SeatKind.SEAT, 9, at, "k");
        assertThat(latest(customer).total()).isEqualTo(quote.now());
        assertThat(quote.now().amount()).isPositive();
    }

    @Test
    void less_is_a_credit_on_the_next_invoice_as_it_was_quoted() throws StripeException {
        var customer = counter.subscribed(5, 0);
        counter.stripe.advance(Duration.ofDays(10));
        var at = counter.stripe.now();
        var before = counter.find(customer);
        var quote = payments.quote(before, SeatKind.SEAT, 2, at);
        assertThat(quote.now()).isEqualTo(usd(-1400));
        assertThat(quote.perPeriod()).isEqualTo(usd(1400));
        assertThat(payments.change(before, SeatKind.SEAT, 2, at, "k")).isEqualTo(new Changed.Taken());
        assertThat(counter.find(customer).paid()).isEqualTo(new Quantities(2, 0));
        assertThat(latest(customer).total()).isEqualTo(quote.now());
        assertThat(balance(customer)).isEqualTo(-1400);
        counter.stripe.advance(Duration.ofDays(22));
        assertThat(latest(customer).total()).isEqualTo(usd(2 * 700));
        assertThat(balance(customer)).isZero();
    }

    @Test
    void what_somebody_has_good_is_in_the_quote_as_it_is_in_what_they_pay() throws StripeException {
        var customer = counter.subscribed(5, 0);
        counter.stripe.advance(Duration.ofDays(10));
        change(customer, SeatKind.SEAT, 4);
        counter.stripe.advance(Duration.ofDays(5));
        var at = counter.stripe.now();
        var quote = payments.quote(counter.find(customer), SeatKind.SEAT, 8, at);
        payments.change(counter.find(customer), SeatKind.SEAT, 8, at, "k");
        assertThat(quote.now()).isEqualTo(usd(4 * 350 - 466));
        assertThat(latest(customer).total()).isEqualTo(usd(4 * 350));
        assertThat(counter.client
                        .v1()
                        .invoices()
                        .retrieve(latest(customer).id())
                        .getAmountPaid())
                .isEqualTo(quote.now().amount());
    }

    @Test
    void a_credit_outlives_an_increase_that_is_never_paid() throws StripeException {
        var customer = counter.subscribed(5, 0);
        change(customer, SeatKind.SEAT, 2);
        assertThat(balance(customer)).isEqualTo(-2100);
        counter.stripe.use(Card.FAILS_LATER, customer.value());
        change(customer, SeatKind.SEAT, 9);
        assertThat(counter.find(customer).awaited()).isPresent();
        payments.forget(counter.find(customer));
        assertThat(balance(customer)).isEqualTo(-2100);
        change(customer, SeatKind.SEAT, 9);
        counter.stripe.advance(Duration.ofHours(24));
        assertThat(counter.find(customer).awaited()).isEmpty();
        assertThat(balance(customer)).isEqualTo(-2100);
    }

    /// An invoice of nothing is paid by itself, and would be the latest.
    @Test
    void fewer_while_a_payment_is_owed_do_not_pass_for_that_payment() {
        var customer = counter.subscribed(5, 0);
        counter.stripe.use(Card.FAILS_LATER, customer.value());
        counter.stripe.advance(Duration.ofDays(32));
        assertThat(counter.find(customer).status()).isEqualTo(Status.PAST_DUE);
        change(customer, SeatKind.SEAT, 2);
        assertThat(counter.find(customer).status()).isEqualTo(Status.PAST_DUE);
        assertThat(counter.find(customer).paid()).isEqualTo(new Quantities(2, 0));
    }

    /// The renewal is a draft then, and gets its number later.
    @Test
    void fewer_in_the_first_hour_of_a_period_do_not_pass_for_its_payment() {
        var customer = counter.subscribed(5, 0);
        counter.stripe.use(Card.FAILS_LATER, customer.value());
        counter.stripe.advance(
                Duration.between(counter.stripe.now(), counter.find(customer).periodEnd())
                        .plusMinutes(20));
        change(customer, SeatKind.SEAT, 2);
        counter.stripe.advance(Duration.ofHours(1));
        assertThat(counter.find(customer).status()).isEqualTo(Status.PAST_DUE);
    }

    private long balance(CustomerId customer) throws StripeException {
        return counter.client.v1().customers().retrieve(customer.value()).getBalance();
    }

    @Test
    void places_in_the_pool_get_a_line_of_their_own_and_lose_it_with_the_last() {
        var customer = counter.subscribed(2, 0);
        assertThat(counter.find(customer).items()).containsOnlyKeys(SeatKind.SEAT);
        var quote = payments.quote(counter.find(customer), SeatKind.POOL_SEAT, 3, counter.stripe.now());
        assertThat(quote.now()).isEqualTo(usd(900));
        assertThat(quote.perPeriod()).isEqualTo(usd(1400 + 900));
        change(customer, SeatKind.POOL_SEAT, 3);
        var with = counter.find(customer);
        assertThat(with.paid()).isEqualTo(new Quantities(2, 3));
        assertThat(with.items()).containsOnlyKeys(SeatKind.SEAT, SeatKind.POOL_SEAT);
        assertThat(latest(customer).total()).isEqualTo(quote.now());
        assertThat(payments.quote(with, SeatKind.POOL_SEAT, 0, counter.stripe.now())
                        .now())
                .isEqualTo(usd(-900));
        change(customer, SeatKind.POOL_SEAT, 0);
        var without = counter.find(customer);
        assertThat(without.paid()).isEqualTo(new Quantities(2, 0));
        assertThat(without.items()).containsOnlyKeys(SeatKind.SEAT);
    }

    @Test
    void what_is_so_already_asks_for_nothing_and_costs_nothing() {
        var customer = counter.subscribed(2, 0);
        var before = counter.find(customer);
        payments.prices();
        counter.stripe.mood(ApiMood.FAILING);
        assertThat(payments.change(before, SeatKind.SEAT, 2, Counter.START, "k"))
                .isEqualTo(new Changed.Taken());
        assertThat(payments.quote(before, SeatKind.SEAT, 2, Counter.START).now())
                .isEqualTo(usd(0));
    }

    @Test
    void a_declined_card_leaves_a_change_that_waits_and_can_be_forgotten() {
        var customer = counter.subscribed(2, 0);
        counter.stripe.use(Card.FAILS_LATER, customer.value());
        assertThat(change(customer, SeatKind.SEAT, 5)).isEqualTo(new Changed.Taken());
        var waiting = counter.find(customer);
        assertThat(waiting.status()).isEqualTo(Status.ACTIVE);
        assertThat(waiting.paid()).isEqualTo(new Quantities(2, 0));
        assertThat(waiting.awaited().orElseThrow().wanted()).isEqualTo(new Quantities(5, 0));
        payments.forget(waiting);
        payments.forget(waiting);
        assertThat(counter.find(customer).awaited()).isEmpty();
        assertThat(counter.find(customer).paid()).isEqualTo(new Quantities(2, 0));
        assertThat(latest(customer).state()).isEqualTo(Invoice.State.VOID);
    }

    @Test
    void a_card_that_asks_its_owner_pays_on_the_page_that_is_named() {
        var customer = counter.subscribed(2, 1);
        counter.stripe.use(Card.AUTHENTICATES, customer.value());
        change(customer, SeatKind.SEAT, 5);
        var awaited = counter.find(customer).awaited().orElseThrow();
        assertThat(awaited.wanted()).isEqualTo(new Quantities(5, 1));
        assertThat(awaited.until()).isEqualTo(Counter.START.plus(Duration.ofHours(23)));
        var page = awaited.payAt().orElseThrow();
        assertThat(counter.post(page.resolve(page.getPath() + "/pay"), Map.of("confirmed", "yes"))
                        .statusCode())
                .isEqualTo(303);
        var paid = counter.find(customer);
        assertThat(paid.paid()).isEqualTo(new Quantities(5, 1));
        assertThat(paid.awaited()).isEmpty();
        payments.forget(paid);
        assertThat(latest(customer).state()).isEqualTo(Invoice.State.PAID);
        assertThat(counter.find(customer).paid()).isEqualTo(new Quantities(5, 1));
    }

    @Test
    void a_change_that_nobody_pays_is_dropped_by_itself() {
        var customer = counter.subscribed(2, 0);
        counter.stripe.use(Card.AUTHENTICATES, customer.value());
        change(customer, SeatKind.SEAT, 5);
        counter.stripe.advance(Duration.ofHours(23));
        assertThat(counter.find(customer).awaited()).isEmpty();
        assertThat(counter.find(customer).paid()).isEqualTo(new Quantities(2, 0));
    }

    @Test
    void what_stripe_refuses_is_declined_in_its_own_words_and_changes_nothing() {
        var customer = counter.subscribed(2, 0);
        var before = counter.find(customer);
        assertThat(payments.change(before, SeatKind.SEAT, 5, PERIOD_END.plusSeconds(1), "k"))
                .isInstanceOfSatisfying(
                        Changed.Declined.class,
                        declined -> assertThat(declined.why()).contains("proration_date"));
        assertThat(change(customer, SeatKind.SEAT, 0))
                .isInstanceOfSatisfying(
                        Changed.Declined.class,
                        declined -> assertThat(declined.why()).contains("at least one active plan"));
        assertThat(payments.find(customer)).hasValue(before);
        payments.endNow(before.id());
        assertThat(payments.change(before, SeatKind.SEAT, 5, Counter.START, "l"))
                .isInstanceOf(Changed.Declined.class);
    }

    @Test
    void a_quote_for_what_is_over_is_refused() {
        var customer = counter.subscribed(2, 0);
        var before = counter.find(customer);
        payments.endNow(before.id());
        assertThatThrownBy(() -> payments.quote(before, SeatKind.SEAT, 5, Counter.START))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_lost_answer_is_asked_for_again_and_billed_once() throws StripeException {
        var customer = counter.subscribed(2, 0);
        var before = counter.find(customer);
        counter.stripe.mood(ApiMood.FORGETFUL);
        assertThatThrownBy(() -> payments.change(before, SeatKind.SEAT, 5, Counter.START, "same"))
                .isInstanceOf(Unreachable.class);
        counter.stripe.mood(ApiMood.WORKING);
        assertThat(counter.raw(before).getItems().getData().getFirst().getQuantity())
                .isEqualTo(5);
        assertThat(payments.change(before, SeatKind.SEAT, 5, Counter.START, "same"))
                .isEqualTo(new Changed.Taken());
        assertThat(payments.listInvoices(customer, Slice.first(10)).items())
                .extracting(Invoice::total)
                .containsExactly(usd(2100), usd(1400));
    }

    @Test
    void a_lost_answer_to_less_is_asked_for_again_and_credited_once() {
        var customer = counter.subscribed(5, 0);
        var before = counter.find(customer);
        counter.stripe.mood(ApiMood.FORGETFUL);
        assertThatThrownBy(() -> payments.change(before, SeatKind.SEAT, 2, Counter.START, "same"))
                .isInstanceOf(Unreachable.class);
        counter.stripe.mood(ApiMood.WORKING);
        payments.change(before, SeatKind.SEAT, 2, Counter.START, "same");
        counter.stripe.advance(Duration.ofDays(31));
        assertThat(payments.listInvoices(customer, Slice.first(10)).items())
                .extracting(Invoice::total)
                .containsExactly(usd(1400), usd(-2100), usd(3500));
    }

    @Test
    void a_stripe_that_does_not_answer_changes_nothing_that_is_known() {
        var customer = counter.subscribed(2, 0);
        var before = counter.find(customer);
        for (var mood : new ApiMood[] {ApiMood.FAILING, ApiMood.THROTTLING, ApiMood.SILENT}) {
            counter.stripe.mood(mood);
            assertThatThrownBy(() -> payments.change(before, SeatKind.SEAT, 5, Counter.START, "k-" + mood))
                    .as(mood.words())
                    .isInstanceOf(Unreachable.class);
            assertThatThrownBy(() -> payments.find(customer)).isInstanceOf(Unreachable.class);
            assertThatThrownBy(() -> payments.closeCheckout("cs_test_a")).isInstanceOf(Unreachable.class);
            counter.stripe.mood(ApiMood.WORKING);
            assertThat(payments.find(customer)).hasValue(before);
            assertThat(payments.change(before, SeatKind.SEAT, 5, Counter.START, "k-" + mood))
                    .isEqualTo(new Changed.Taken());
            change(customer, SeatKind.SEAT, 2);
        }
    }
}
