package dev.slipway.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Invoice;
import com.stripe.model.Subscription;
import com.stripe.param.InvoiceListParams;
import dev.slipway.local.stripe.account.Card;
import dev.slipway.local.stripe.account.Interval;
import dev.slipway.local.stripe.account.PriceTag;
import dev.slipway.local.stripe.account.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Numbers, small amounts, and what is given up.
class InvoiceTest {

    private static final Duration MONTH = Duration.ofDays(31);

    private static List<Invoice> oldestFirst(Shop shop, Subscription subscription) throws StripeException {
        return shop.client
                .v1()
                .invoices()
                .list(InvoiceListParams.builder()
                        .setSubscription(subscription.getId())
                        .build())
                .getData()
                .reversed();
    }

    /// Both renewals are due on day 30; the second invoice of the one is no gap in the other's numbers.
    @Test
    void numbers_are_counted_for_each_customer() throws StripeException {
        try (var shop = new Shop()) {
            var one = shop.subscription(1);
            var other = shop.subscription(1);
            shop.stripe.advance(MONTH);
            for (var subscription : List.of(one, other)) {
                var prefix = shop.client
                        .v1()
                        .customers()
                        .retrieve(subscription.getCustomer())
                        .getInvoicePrefix();
                assertThat(oldestFirst(shop, subscription))
                        .extracting(Invoice::getNumber)
                        .containsExactly(prefix + "-0001", prefix + "-0002");
            }
            assertThat(oldestFirst(shop, one).getFirst().getNumber())
                    .isNotEqualTo(oldestFirst(shop, other).getFirst().getNumber());
        }
    }

    @Test
    void a_draft_has_no_number_and_no_page_yet() throws StripeException {
        try (var shop = new Shop()) {
            var subscription = shop.subscription(1);
            shop.stripe.advance(Duration.ofDays(30));
            var draft = oldestFirst(shop, subscription).getLast();
            assertThat(draft.getStatus()).isEqualTo("draft");
            assertThat(draft.getNumber()).isNull();
            assertThat(draft.getHostedInvoiceUrl()).isNull();
            assertThat(shop.get(shop.stripe.url() + "/i/" + draft.getId()).statusCode())
                    .isEqualTo(404);
            shop.stripe.advance(Duration.ofHours(1));
            assertThat(oldestFirst(shop, subscription).getLast().getNumber()).endsWith("-0002");
        }
    }

    private static Shop sellingFor(long amount) {
        var tag = new PriceTag("seat", "Seat", amount, "usd", Interval.MONTH);
        return new Shop(settings ->
                Settings.of(tag, Shop.POOL).sendingTo(settings.webhook().orElseThrow()));
    }

    @Test
    void what_is_below_fifty_is_not_collected_and_owed_with_the_next_invoice() throws StripeException {
        try (var shop = sellingFor(49)) {
            var subscription = shop.subscription(1);
            assertThat(subscription.getStatus()).isEqualTo("active");
            var first = oldestFirst(shop, subscription).getFirst();
            assertThat(first)
                    .extracting(Invoice::getStatus, Invoice::getTotal, Invoice::getAmountDue, Invoice::getAmountPaid)
                    .containsExactly("paid", 49L, 0L, 0L);
            assertThat(balance(shop, subscription)).isEqualTo(49);

            shop.stripe.advance(MONTH);

            var second = oldestFirst(shop, subscription).getLast();
            assertThat(second)
                    .extracting(Invoice::getStatus, Invoice::getTotal, Invoice::getAmountDue, Invoice::getAmountPaid)
                    .containsExactly("paid", 49L, 98L, 98L);
            assertThat(balance(shop, subscription)).isZero();
        }
    }

    @Test
    void fifty_is_collected() throws StripeException {
        try (var shop = sellingFor(50)) {
            var subscription = shop.subscription(1);
            assertThat(oldestFirst(shop, subscription).getFirst().getAmountPaid())
                    .isEqualTo(50);
            assertThat(balance(shop, subscription)).isZero();
        }
    }

    private static long balance(Shop shop, Subscription subscription) throws StripeException {
        return shop.client.v1().customers().retrieve(subscription.getCustomer()).getBalance();
    }

    @Test
    void what_is_given_up_is_not_tried_again_and_its_subscription_goes_on() throws StripeException {
        try (var shop = new Shop()) {
            var subscription = shop.subscription(1);
            shop.stripe.use(Card.FAILS_LATER, subscription.getCustomer());
            shop.stripe.advance(Duration.ofDays(30).plusHours(1));
            assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("past_due");
            var open = oldestFirst(shop, subscription).getLast();

            var givenUp = shop.client.v1().invoices().markUncollectible(open.getId());

            assertThat(givenUp.getStatus()).isEqualTo("uncollectible");
            assertThat(givenUp.getStatusTransitions().getMarkedUncollectibleAt())
                    .isEqualTo(shop.stripe.now().getEpochSecond());
            assertThat(givenUp.getNextPaymentAttempt()).isNull();
            assertThat(givenUp.getAmountRemaining()).isEqualTo(700);
            assertThat(shop.happened()).endsWith("invoice.marked_uncollectible", "customer.subscription.updated");
            assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("active");
            shop.stripe.advance(Duration.ofDays(15));
            assertThat(shop.client.v1().invoices().retrieve(open.getId()).getAttemptCount())
                    .isEqualTo(1);
            assertThat(shop.get(open.getHostedInvoiceUrl()).body())
                    .contains("Given up")
                    .doesNotContain("<button>Pay");
        }
    }

    @Test
    void what_was_given_up_can_still_be_paid_or_voided() throws StripeException {
        try (var shop = new Shop()) {
            var subscription = shop.subscription(1);
            shop.stripe.use(Card.FAILS_LATER, subscription.getCustomer());
            shop.stripe.advance(Duration.ofDays(30).plusHours(1));
            var invoices = shop.client.v1().invoices();
            var open = oldestFirst(shop, subscription).getLast().getId();
            invoices.markUncollectible(open);
            shop.stripe.use(Card.PAYS, subscription.getCustomer());

            assertThat(invoices.pay(open).getStatus()).isEqualTo("paid");
            assertThatThrownBy(() -> invoices.voidInvoice(open)).isInstanceOf(InvalidRequestException.class);
        }
    }

    @Test
    void only_what_is_open_can_be_given_up() throws StripeException {
        try (var shop = new Shop()) {
            var subscription = shop.subscription(1);
            var invoices = shop.client.v1().invoices();
            assertThatThrownBy(() -> invoices.markUncollectible(subscription.getLatestInvoice()))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("isn't open");
            shop.stripe.advance(Duration.ofDays(30));
            var draft = oldestFirst(shop, subscription).getLast().getId();
            assertThatThrownBy(() -> invoices.markUncollectible(draft)).isInstanceOf(InvalidRequestException.class);
            assertThat(invoices.retrieve(draft).getStatus()).isEqualTo("draft");
            assertThat(shop.happened()).doesNotContain("invoice.marked_uncollectible");
        }
    }

    @Test
    void the_control_page_gives_a_customer_another_card() throws StripeException {
        try (var shop = new Shop()) {
            var subscription = shop.subscription(1);
            assertThat(shop.get(shop.stripe.controls().toString()).body())
                    .contains("<option value=\"" + subscription.getCustomer() + "\">Acme", "value=\"FAILS_LATER\"")
                    .doesNotContain("value=\"DECLINED\"");
            var card = shop.stripe.controls() + "card";

            var answer = shop.post(card, Map.of("customer", subscription.getCustomer(), "card", "FAILS_LATER"));

            assertThat(answer.statusCode()).isEqualTo(303);
            var method = shop.client
                    .v1()
                    .customers()
                    .retrieve(subscription.getCustomer())
                    .getInvoiceSettings()
                    .getDefaultPaymentMethod();
            assertThat(shop.client
                            .v1()
                            .paymentMethods()
                            .retrieve(method)
                            .getCard()
                            .getLast4())
                    .isEqualTo("0341");
            shop.stripe.advance(MONTH);
            assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("past_due");
        }
    }

    @Test
    void a_card_that_is_none_and_a_customer_who_is_none_change_nothing() throws StripeException {
        try (var shop = new Shop()) {
            var customer = shop.subscription(1).getCustomer();
            var before = shop.happened();
            var card = shop.stripe.controls() + "card";
            assertThat(shop.post(card, Map.of("customer", customer, "card", "GOLD"))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(shop.post(card, Map.of("customer", customer)).statusCode())
                    .isEqualTo(400);
            assertThat(shop.post(card, Map.of("customer", customer, "card", "DECLINED"))
                            .statusCode())
                    .isEqualTo(402);
            assertThat(shop.post(card, Map.of("customer", "cus_x", "card", "PAYS"))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(shop.post(card, Map.of("card", "PAYS")).statusCode()).isEqualTo(404);
            assertThat(shop.happened()).isEqualTo(before);
        }
    }
}
