package dev.slipway.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Invoice;
import com.stripe.model.Subscription;
import com.stripe.param.InvoiceCreatePreviewParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.SubscriptionCancelParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.SubscriptionUpdateParams.PaymentBehavior;
import com.stripe.param.SubscriptionUpdateParams.ProrationBehavior;
import dev.slipway.local.stripe.account.Card;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    private static SubscriptionUpdateParams.Builder seats(Subscription subscription, long seats) {
        return SubscriptionUpdateParams.builder()
                .addItem(SubscriptionUpdateParams.Item.builder()
                        .setId(subscription.getItems().getData().getFirst().getId())
                        .setQuantity(seats)
                        .build());
    }

    private Subscription update(Subscription subscription, SubscriptionUpdateParams.Builder change)
            throws StripeException {
        return shop.client.v1().subscriptions().update(subscription.getId(), change.build());
    }

    private Invoice latest(Subscription subscription) throws StripeException {
        return shop.client
                .v1()
                .invoices()
                .retrieve(shop.subscription(subscription.getId()).getLatestInvoice());
    }

    private List<Invoice> invoices(Subscription subscription) throws StripeException {
        return shop.client
                .v1()
                .invoices()
                .list(InvoiceListParams.builder()
                        .setSubscription(subscription.getId())
                        .build())
                .getData();
    }

    private static long seatsOf(Subscription subscription) {
        return subscription.getItems().getData().getFirst().getQuantity();
    }

    @Test
    void a_subscription_is_paid_and_active_for_a_month() throws StripeException {
        var subscription = shop.subscription(3);
        assertThat(subscription.getStatus()).isEqualTo("active");
        var item = subscription.getItems().getData().getFirst();
        assertThat(Instant.ofEpochSecond(item.getCurrentPeriodStart())).isEqualTo(Shop.START);
        assertThat(Instant.ofEpochSecond(item.getCurrentPeriodEnd())).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
        var invoice = latest(subscription);
        assertThat(invoice.getStatus()).isEqualTo("paid");
        assertThat(invoice.getTotal()).isEqualTo(2100);
        assertThat(invoice.getNumber()).endsWith("-0001");
        assertThat(invoice.getBillingReason()).isEqualTo("subscription_create");
        assertThat(shop.happened())
                .containsSubsequence(
                        "customer.subscription.created",
                        "invoice.created",
                        "invoice.finalized",
                        "invoice.paid",
                        "invoice.payment_succeeded",
                        "customer.subscription.updated");
    }

    @Test
    void without_a_card_there_is_no_subscription() throws StripeException {
        var customer = shop.customer();
        var params = SubscriptionCreateParams.builder()
                .setCustomer(customer.getId())
                .addItem(SubscriptionCreateParams.Item.builder()
                        .setPrice(shop.seat())
                        .build());
        assertThatThrownBy(() -> shop.client.v1().subscriptions().create(params.build()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("no attached payment source");
        assertThat(shop.happened()).containsExactly("customer.created");
    }

    @Test
    void a_first_payment_that_fails_leaves_it_incomplete_until_it_expires() throws StripeException {
        var customer = shop.customer("pm_card_chargeCustomerFail");
        var subscription = shop.client
                .v1()
                .subscriptions()
                .create(SubscriptionCreateParams.builder()
                        .setCustomer(customer.getId())
                        .addItem(SubscriptionCreateParams.Item.builder()
                                .setPrice(shop.seat())
                                .build())
                        .build());
        assertThat(subscription.getStatus()).isEqualTo("incomplete");
        shop.stripe.advance(Duration.ofHours(23).minusSeconds(1));
        assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("incomplete");
        shop.stripe.advance(Duration.ofSeconds(1));
        assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("incomplete_expired");
        assertThat(latest(subscription).getStatus()).isEqualTo("void");
    }

    @Test
    void more_seats_are_charged_at_once_by_the_second() throws StripeException {
        var subscription = shop.subscription(2);
        shop.stripe.advance(Duration.ofDays(10));
        var updated =
                update(subscription, seats(subscription, 5).setProrationBehavior(ProrationBehavior.ALWAYS_INVOICE));
        assertThat(seatsOf(updated)).isEqualTo(5);
        var invoice = latest(updated);
        // 20 of 30 days: -1400 × 2/3 = -933.33, and 3500 × 2/3 = 2333.33, each rounded by itself.
        assertThat(invoice.getLines().getData())
                .extracting(line -> line.getAmount())
                .containsExactly(-933L, 2333L);
        assertThat(invoice.getLines().getData())
                .allSatisfy(line -> assertThat(
                                line.getParent().getSubscriptionItemDetails().getProration())
                        .isTrue());
        assertThat(invoice.getTotal()).isEqualTo(1400);
        assertThat(invoice.getStatus()).isEqualTo("paid");
        assertThat(invoice.getBillingReason()).isEqualTo("subscription_update");
    }

    @Test
    void a_preview_costs_what_the_change_then_costs_and_changes_nothing() throws StripeException {
        var subscription = shop.subscription(2);
        shop.stripe.advance(Duration.ofDays(7).plusSeconds(12_345));
        var at = shop.stripe.now().getEpochSecond();
        var before = shop.stripe.events().size();
        var preview = shop.client
                .v1()
                .invoices()
                .createPreview(InvoiceCreatePreviewParams.builder()
                        .setSubscription(subscription.getId())
                        .setSubscriptionDetails(InvoiceCreatePreviewParams.SubscriptionDetails.builder()
                                .addItem(InvoiceCreatePreviewParams.SubscriptionDetails.Item.builder()
                                        .setId(subscription
                                                .getItems()
                                                .getData()
                                                .getFirst()
                                                .getId())
                                        .setQuantity(9L)
                                        .build())
                                .setProrationBehavior(
                                        InvoiceCreatePreviewParams.SubscriptionDetails.ProrationBehavior.ALWAYS_INVOICE)
                                .setProrationDate(at)
                                .build())
                        .build());
        assertThat(shop.stripe.events()).hasSize(before);
        assertThat(seatsOf(shop.subscription(subscription.getId()))).isEqualTo(2);
        assertThat(invoices(subscription)).hasSize(1);
        shop.stripe.advance(Duration.ofMinutes(5));
        update(
                subscription,
                seats(subscription, 9)
                        .setProrationBehavior(ProrationBehavior.ALWAYS_INVOICE)
                        .setProrationDate(at));
        assertThat(latest(subscription).getTotal())
                .isEqualTo(preview.getTotal())
                .isPositive();
    }

    @Test
    void a_proration_date_outside_the_period_is_refused() throws StripeException {
        var subscription = shop.subscription(2);
        assertThatThrownBy(() -> update(
                        subscription,
                        seats(subscription, 3)
                                .setProrationDate(Shop.START.minusSeconds(1).getEpochSecond())))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("proration_date");
        assertThat(seatsOf(shop.subscription(subscription.getId()))).isEqualTo(2);
    }

    @Test
    void fewer_seats_are_credited_on_the_next_invoice() throws StripeException {
        var subscription = shop.subscription(4);
        shop.stripe.advance(Duration.ofDays(15));
        update(subscription, seats(subscription, 1));
        assertThat(invoices(subscription)).hasSize(1);
        shop.stripe.advance(Duration.ofDays(15).plusHours(1));
        var renewal = latest(subscription);
        assertThat(renewal.getBillingReason()).isEqualTo("subscription_cycle");
        assertThat(renewal.getTotal()).isEqualTo(700 - 1400 + 350);
        assertThat(renewal.getStatus()).isEqualTo("paid");
        assertThat(renewal.getAmountDue()).isZero();
        assertThat(shop.client
                        .v1()
                        .customers()
                        .retrieve(subscription.getCustomer())
                        .getBalance())
                .isEqualTo(-350);
        shop.stripe.advance(Duration.ofDays(31));
        assertThat(latest(subscription).getAmountDue()).isEqualTo(350);
    }

    @Test
    void none_charges_nothing_for_the_rest_of_the_period() throws StripeException {
        var subscription = shop.subscription(1);
        shop.stripe.advance(Duration.ofDays(1));
        update(subscription, seats(subscription, 8).setProrationBehavior(ProrationBehavior.NONE));
        assertThat(invoices(subscription)).hasSize(1);
        shop.stripe.advance(Duration.ofDays(30));
        assertThat(latest(subscription).getTotal()).isEqualTo(5600);
    }

    @Test
    void error_if_incomplete_changes_nothing_when_the_card_fails() throws StripeException {
        var subscription = shop.subscription(1);
        shop.stripe.use(Card.FAILS_LATER, subscription.getCustomer());
        var events = shop.stripe.events().size();
        assertThatThrownBy(() -> update(
                        subscription,
                        seats(subscription, 2)
                                .setProrationBehavior(ProrationBehavior.ALWAYS_INVOICE)
                                .setPaymentBehavior(PaymentBehavior.ERROR_IF_INCOMPLETE)))
                .isInstanceOf(CardException.class)
                .hasMessageContaining("declined");
        assertThat(seatsOf(shop.subscription(subscription.getId()))).isEqualTo(1);
        assertThat(invoices(subscription)).hasSize(1);
        assertThat(shop.stripe.events()).hasSize(events);
    }

    @Test
    void a_pending_update_waits_for_the_owner_of_the_card() throws StripeException {
        var subscription = shop.subscription(1);
        shop.stripe.use(Card.AUTHENTICATES, subscription.getCustomer());
        var pending = pending(subscription, 4);
        assertThat(seatsOf(pending)).isEqualTo(1);
        assertThat(pending.getPendingUpdate().getSubscriptionItems().getFirst().getQuantity())
                .isEqualTo(4);
        assertThat(pending.getStatus()).isEqualTo("active");
        var url = latest(subscription).getHostedInvoiceUrl();
        assertThat(shop.post(url + "/pay", Map.of("card", "AUTHENTICATES")).body())
                .contains("Confirm the payment");
        assertThat(seatsOf(shop.subscription(subscription.getId()))).isEqualTo(1);
        assertThat(shop.post(url + "/pay", Map.of("confirmed", "no")).statusCode())
                .isEqualTo(402);
        assertThat(seatsOf(shop.subscription(subscription.getId()))).isEqualTo(1);
        assertThat(shop.post(url + "/pay", Map.of("confirmed", "yes")).statusCode())
                .isEqualTo(303);
        var after = shop.subscription(subscription.getId());
        assertThat(seatsOf(after)).isEqualTo(4);
        assertThat(after.getPendingUpdate()).isNull();
        assertThat(shop.happened())
                .contains("invoice.payment_action_required", "customer.subscription.pending_update_applied");
    }

    @Test
    void a_pending_update_that_is_not_paid_is_forgotten() throws StripeException {
        var subscription = shop.subscription(1);
        shop.stripe.use(Card.FAILS_LATER, subscription.getCustomer());
        pending(subscription, 4);
        var invoice = latest(subscription);
        shop.stripe.advance(Duration.ofHours(23));
        var after = shop.subscription(subscription.getId());
        assertThat(seatsOf(after)).isEqualTo(1);
        assertThat(after.getPendingUpdate()).isNull();
        assertThat(after.getStatus()).isEqualTo("active");
        assertThat(shop.client.v1().invoices().retrieve(invoice.getId()).getStatus())
                .isEqualTo("void");
        assertThatThrownBy(() -> shop.client.v1().invoices().pay(invoice.getId()))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void with_a_pending_update_nothing_may_come_that_does_not_wait() throws StripeException {
        var subscription = shop.subscription(1);
        assertThatThrownBy(() -> update(
                        subscription,
                        seats(subscription, 2)
                                .setPaymentBehavior(PaymentBehavior.PENDING_IF_INCOMPLETE)
                                .putMetadata("a", "b")))
                .hasMessageContaining("you can't pass `metadata`");
        assertThat(shop.subscription(subscription.getId()).getMetadata()).isEmpty();
    }

    @Test
    void a_change_that_waits_goes_with_its_invoice() throws StripeException {
        var subscription = shop.subscription(2);
        shop.stripe.use(Card.AUTHENTICATES, subscription.getCustomer());
        var waiting = pending(subscription, 5);
        assertThat(waiting.getPendingUpdate()).isNotNull();
        shop.client.v1().invoices().voidInvoice(waiting.getLatestInvoice());
        var after = shop.subscription(subscription.getId());
        assertThat(after.getPendingUpdate()).isNull();
        assertThat(after.getStatus()).isEqualTo("active");
        assertThat(seatsOf(after)).isEqualTo(2);
        assertThat(shop.happened())
                .containsSubsequence("invoice.voided", "customer.subscription.pending_update_expired");
    }

    private Subscription pending(Subscription subscription, long seats) throws StripeException {
        return update(
                subscription,
                seats(subscription, seats)
                        .setProrationBehavior(ProrationBehavior.ALWAYS_INVOICE)
                        .setPaymentBehavior(PaymentBehavior.PENDING_IF_INCOMPLETE));
    }

    @Test
    void a_canceled_subscription_ends_with_its_period_unless_it_is_resumed() throws StripeException {
        var subscription = shop.subscription(1);
        var leaving = update(subscription, SubscriptionUpdateParams.builder().setCancelAtPeriodEnd(true));
        assertThat(leaving.getCancelAt())
                .isEqualTo(leaving.getItems().getData().getFirst().getCurrentPeriodEnd());
        var staying = update(subscription, SubscriptionUpdateParams.builder().setCancelAtPeriodEnd(false));
        assertThat(staying.getCancelAt()).isNull();
        shop.stripe.advance(Duration.ofDays(30));
        assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("active");
        update(subscription, SubscriptionUpdateParams.builder().setCancelAtPeriodEnd(true));
        shop.stripe.advance(Duration.ofDays(31));
        assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("canceled");
        assertThat(shop.happened()).contains("customer.subscription.deleted");
        assertThat(invoices(subscription)).hasSize(2);
    }

    @Test
    void what_is_over_can_be_neither_changed_nor_canceled_again() throws StripeException {
        var subscription = shop.subscription(2);
        shop.stripe.advance(Duration.ofDays(15));
        var canceled = shop.client
                .v1()
                .subscriptions()
                .cancel(
                        subscription.getId(),
                        SubscriptionCancelParams.builder()
                                .setProrate(true)
                                .setInvoiceNow(true)
                                .build());
        assertThat(canceled.getStatus()).isEqualTo("canceled");
        assertThat(latest(subscription).getTotal()).isEqualTo(-700);
        assertThatThrownBy(() -> update(subscription, seats(subscription, 3)))
                .hasMessageContaining("A canceled subscription can only update");
        assertThatThrownBy(() -> shop.client.v1().subscriptions().cancel(subscription.getId()))
                .hasMessageContaining("No such subscription");
    }

    @Test
    void items_that_make_no_sense_are_refused() throws StripeException {
        var subscription = shop.subscription(2);
        var item = subscription.getItems().getData().getFirst().getId();
        assertThat(Shop.error(shop.api("POST", "/v1/subscriptions/" + subscription.getId(), "items[0][id]=si_x"))
                        .get("param")
                        .getAsString())
                .isEqualTo("items[0][id]");
        for (var body : List.of(
                "items[0][id]=" + item + "&items[0][deleted]=true",
                "items[0][price]=" + shop.seat(),
                "items[0][quantity]=3",
                "items[0][id]=" + item + "&items[0][quantity]=-1",
                "items[0][id]=" + item + "&items[1][id]=" + item)) {
            assertThat(shop.api("POST", "/v1/subscriptions/" + subscription.getId(), body)
                            .statusCode())
                    .as(body)
                    .isEqualTo(400);
        }

        assertThat(seatsOf(shop.subscription(subscription.getId()))).isEqualTo(2);
    }

    @Test
    void a_second_price_joins_and_leaves_the_same_subscription() throws StripeException {
        var subscription = shop.subscription(2);
        var joined = update(
                subscription,
                SubscriptionUpdateParams.builder()
                        .addItem(SubscriptionUpdateParams.Item.builder()
                                .setPrice(shop.pool())
                                .setQuantity(2L)
                                .build())
                        .setProrationBehavior(ProrationBehavior.ALWAYS_INVOICE));
        assertThat(joined.getItems().getData()).hasSize(2);
        assertThat(latest(subscription).getTotal()).isEqualTo(600);
        var left = update(
                subscription,
                SubscriptionUpdateParams.builder()
                        .addItem(SubscriptionUpdateParams.Item.builder()
                                .setId(joined.getItems().getData().get(1).getId())
                                .setDeleted(true)
                                .build()));
        assertThat(left.getItems().getData()).hasSize(1);
        assertThat(seatsOf(left)).isEqualTo(2);
    }
}
