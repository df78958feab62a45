package dev.slipway.adapters.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.StripeException;
import com.stripe.param.SubscriptionItemListParams;
import com.stripe.param.SubscriptionUpdateParams;
import dev.slipway.billing.CustomerId;
import dev.slipway.billing.Invoice;
import dev.slipway.billing.Quantities;
import dev.slipway.billing.Subscription;
import dev.slipway.billing.Subscription.Status;
import dev.slipway.billing.SubscriptionId;
import dev.slipway.kernel.Slice;
import dev.slipway.local.stripe.account.Card;
import dev.slipway.local.stripe.account.LastResort;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

    @Test
    void a_payment_that_fails_is_owing_since_its_invoice_was_finished() {
        try (var counter = new Counter()) {
            var customer = counter.subscribed(2, 0);
            counter.stripe.use(Card.FAILS_LATER, customer.value());
            counter.stripe.advance(Duration.ofDays(31));
            var owing = counter.find(customer);
            assertThat(owing.status()).isEqualTo(Status.PAST_DUE);
            assertThat(owing.owingSince()).hasValue(Instant.parse("2026-12-01T01:00:00Z"));
            assertThat(owing.worksUntil()).hasValue(Instant.parse("2026-12-15T01:00:00Z"));
            assertThat(owing.given()).isEqualTo(new Quantities(2, 0));
            assertThat(owing.awaited()).isEmpty();
        }
    }

    @Test
    void of_two_unpaid_invoices_the_earlier_one_says_since_when() {
        try (var counter = new Counter(settings -> settings.endingWith(LastResort.LEAVE_PAST_DUE))) {
            var customer = counter.subscribed(2, 0);
            counter.stripe.use(Card.FAILS_LATER, customer.value());
            counter.stripe.advance(Duration.ofDays(63));
            assertThat(counter.payments.listInvoices(customer, Slice.first(10)).items())
                    .extracting(Invoice::state)
                    .containsExactly(Invoice.State.OPEN, Invoice.State.OPEN, Invoice.State.PAID);
            assertThat(counter.find(customer).owingSince()).hasValue(Instant.parse("2026-12-01T01:00:00Z"));
        }
    }

    @Test
    void an_invoice_that_was_given_up_is_not_waited_for() throws StripeException {
        try (var counter = new Counter(settings -> settings.endingWith(LastResort.LEAVE_PAST_DUE))) {
            var customer = counter.subscribed(2, 0);
            counter.stripe.use(Card.FAILS_LATER, customer.value());
            counter.stripe.advance(Duration.ofDays(63));
            var invoices =
                    counter.payments.listInvoices(customer, Slice.first(10)).items();
            counter.client.v1().invoices().markUncollectible(invoices.get(1).id());
            assertThat(counter.find(customer).owingSince()).hasValue(Instant.parse("2027-01-01T01:00:00Z"));
            counter.client.v1().invoices().markUncollectible(invoices.get(0).id());
            assertThat(counter.find(customer).status()).isEqualTo(Status.ACTIVE);
            assertThat(counter.find(customer).owingSince()).isEmpty();
        }
    }

    @Test
    void one_that_is_marked_unpaid_is_owing_and_one_that_is_canceled_is_over() {
        try (var counter = new Counter(settings -> settings.endingWith(LastResort.MARK_UNPAID))) {
            var customer = counter.subscribed(2, 0);
            counter.stripe.use(Card.FAILS_LATER, customer.value());
            counter.stripe.advance(Duration.ofDays(50));
            assertThat(counter.find(customer).status()).isEqualTo(Status.UNPAID);
            assertThat(counter.find(customer).owingSince()).hasValue(Instant.parse("2026-12-01T01:00:00Z"));
        }
        try (var counter = new Counter()) {
            var customer = counter.subscribed(2, 0);
            counter.stripe.use(Card.FAILS_LATER, customer.value());
            counter.stripe.advance(Duration.ofDays(50));
            var over = counter.find(customer);
            assertThat(over.status()).isEqualTo(Status.CANCELED);
            assertThat(over.owingSince()).isEmpty();
            assertThat(over.worksUntil()).isEqualTo(over.endedAt()).isPresent();
        }
    }

    @Test
    void a_first_payment_that_fails_is_incomplete_and_then_expired() throws StripeException {
        try (var counter = new Counter()) {
            var customer = counter.customer("pm_card_chargeCustomerFail");
            counter.subscribe(customer, counter.price("seat"), 2);
            assertThat(counter.find(customer).status()).isEqualTo(Status.INCOMPLETE);
            assertThat(counter.find(customer).given()).isEqualTo(Quantities.NONE);
            counter.stripe.advance(Duration.ofHours(23));
            assertThat(counter.find(customer).status()).isEqualTo(Status.INCOMPLETE_EXPIRED);
        }
    }

    @Test
    void of_several_the_oldest_that_goes_on_counts_and_then_what_was_over_last() throws StripeException {
        try (var counter = new Counter()) {
            var customer = counter.customer("pm_card_visa");
            var seat = counter.price("seat");
            var first = subscribe(counter, customer, seat, 1);
            counter.stripe.advance(Duration.ofHours(1));
            var second = subscribe(counter, customer, seat, 2);
            counter.stripe.advance(Duration.ofHours(1));
            var third = subscribe(counter, customer, seat, 3);
            assertThat(counter.find(customer).id()).isEqualTo(first);
            counter.payments.endNow(first);
            assertThat(counter.find(customer).id()).isEqualTo(second);
            assertThat(counter.find(customer).paid()).isEqualTo(new Quantities(2, 0));
            counter.stripe.advance(Duration.ofHours(1));
            counter.payments.endNow(third);
            assertThat(counter.find(customer).id()).isEqualTo(second);
            counter.stripe.advance(Duration.ofHours(1));
            counter.payments.endNow(second);
            assertThat(counter.find(customer).id()).isEqualTo(second);
            assertThat(counter.find(customer).endedAt()).hasValue(counter.stripe.now());
        }
    }

    @Test
    void one_whose_first_payment_is_missing_stands_behind_one_that_is_paid() throws StripeException {
        try (var counter = new Counter()) {
            var customer = counter.customer("pm_card_chargeCustomerFail");
            var waiting = subscribe(counter, customer, counter.price("seat"), 1);
            assertThat(counter.find(customer).id()).isEqualTo(waiting);
            counter.stripe.advance(Duration.ofHours(1));
            counter.pay(counter.payments.openCheckout(counter.purchase(customer, 4, 0), "k"));
            assertThat(counter.find(customer).status()).isEqualTo(Status.ACTIVE);
            assertThat(counter.find(customer).paid()).isEqualTo(new Quantities(4, 0));
        }
    }

    @Test
    void what_is_not_ours_is_passed_over() throws StripeException {
        try (var counter = new Counter()) {
            var customer = counter.customer("pm_card_visa");
            counter.subscribe(customer, counter.price("support"), 7);
            assertThat(counter.payments.find(customer)).isEmpty();
            counter.stripe.advance(Duration.ofHours(1));
            var ours = subscribe(counter, customer, counter.price("seat"), 2);
            counter.client
                    .v1()
                    .subscriptions()
                    .update(
                            ours.value(),
                            SubscriptionUpdateParams.builder()
                                    .addItem(SubscriptionUpdateParams.Item.builder()
                                            .setPrice(counter.price("support"))
                                            .setQuantity(1L)
                                            .build())
                                    .build());
            assertThat(counter.find(customer).id()).isEqualTo(ours);
            assertThat(counter.find(customer).paid()).isEqualTo(new Quantities(2, 0));
            assertThat(counter.find(customer).items()).hasSize(1);
            assertThat(counter.client
                            .v1()
                            .subscriptionItems()
                            .list(SubscriptionItemListParams.builder()
                                    .setSubscription(ours.value())
                                    .build())
                            .getData())
                    .hasSize(2);
        }
    }

    @Test
    void a_subscription_ends_with_its_period_or_goes_on() {
        try (var counter = new Counter()) {
            var customer = counter.subscribed(2, 0);
            var id = counter.find(customer).id();
            assertThat(counter.payments.end(id, true)).isTrue();
            assertThat(counter.payments.end(id, true)).isTrue();
            assertThat(counter.find(customer).ends()).isTrue();
            assertThat(counter.payments.end(id, false)).isTrue();
            assertThat(counter.find(customer).ends()).isFalse();
            counter.payments.end(id, true);
            counter.stripe.advance(Duration.ofDays(31));
            assertThat(counter.find(customer).status()).isEqualTo(Status.CANCELED);
            assertThat(counter.find(customer).endedAt()).hasValue(Instant.parse("2026-12-01T00:00:00Z"));
            assertThat(counter.payments.end(id, false)).isFalse();
            assertThat(counter.payments.end(new SubscriptionId("sub_none"), true))
                    .isFalse();
        }
    }

    @Test
    void what_is_ended_now_pays_nothing_back_and_can_be_ended_again() {
        try (var counter = new Counter()) {
            var customer = counter.subscribed(2, 0);
            var id = counter.find(customer).id();
            counter.stripe.advance(Duration.ofDays(3));
            counter.payments.endNow(id);
            counter.payments.endNow(id);
            counter.payments.endNow(new SubscriptionId("sub_none"));
            assertThat(counter.find(customer).endedAt()).hasValue(counter.stripe.now());
            assertThat(counter.payments.listInvoices(customer, Slice.first(10)).items())
                    .hasSize(1);
            assertThat(counter.happened("invoiceitem.created")).isZero();
        }
    }

    @Test
    void invoices_are_listed_part_by_part_the_latest_first() {
        try (var counter = new Counter()) {
            var customer = counter.subscribed(2, 0);
            counter.subscribed(9, 0);
            counter.stripe.advance(Duration.ofDays(150));
            var all = counter.payments.listInvoices(customer, Slice.first(200));
            assertThat(all.next()).isEmpty();
            assertThat(all.items())
                    .hasSize(5)
                    .isSortedAccordingTo((a, b) -> b.createdAt().compareTo(a.createdAt()));
            var seen = new HashSet<String>();
            var slice = Slice.first(2);
            for (int size : List.of(2, 2, 1)) {
                var page = counter.payments.listInvoices(customer, slice);
                assertThat(page.items())
                        .hasSize(size)
                        .allSatisfy(each -> assertThat(seen.add(each.id())).isTrue());
                assertThat(page.next().isPresent()).isEqualTo(size == 2);
                slice = new Slice(page.next(), 2);
            }
            assertThat(seen).hasSize(5);
        }
    }

    @Test
    void an_invoice_says_what_it_charges_for() {
        try (var counter = new Counter()) {
            var customer = counter.subscribed(2, 0);
            counter.stripe.advance(Duration.ofDays(30));
            var invoices =
                    counter.payments.listInvoices(customer, Slice.first(10)).items();
            var draft = invoices.getFirst();
            assertThat(draft.state()).isEqualTo(Invoice.State.DRAFT);
            assertThat(draft.number()).isEmpty();
            assertThat(draft.page()).isEmpty();
            assertThat(draft.periodStart()).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
            assertThat(draft.periodEnd()).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
            var paid = invoices.getLast();
            assertThat(paid.state()).isEqualTo(Invoice.State.PAID);
            assertThat(paid.number().orElseThrow()).endsWith("-0001");
            assertThat(paid.periodStart()).isEqualTo(Counter.START);
            assertThat(counter.get(paid.page().orElseThrow())).contains("$14.00");
            assertThat(counter.get(paid.pdf().orElseThrow())).startsWith("%PDF");
        }
    }

    @Test
    void a_status_that_is_not_known_is_a_broken_world() {
        var told = new com.stripe.model.Subscription();
        told.setId("sub_1");
        told.setStatus("dormant");
        assertThatThrownBy(() -> Reading.status(told))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("dormant");
        told.setStatus("incomplete_expired");
        assertThat(Reading.status(told)).isEqualTo(Subscription.Status.INCOMPLETE_EXPIRED);
    }

    private static SubscriptionId subscribe(Counter counter, CustomerId customer, String price, long quantity)
            throws StripeException {
        return new SubscriptionId(counter.subscribe(customer, price, quantity));
    }
}
