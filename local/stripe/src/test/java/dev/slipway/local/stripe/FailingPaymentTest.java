package dev.slipway.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Subscription;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.testhelpers.TestClockAdvanceParams;
import com.stripe.param.testhelpers.TestClockCreateParams;
import dev.slipway.local.stripe.account.Card;
import dev.slipway.local.stripe.account.LastResort;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailingPaymentTest {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration DRAFT = Duration.ofHours(1);

    private static Subscription failing(Shop shop, Card card) throws StripeException {
        var subscription = shop.subscription(1);
        shop.stripe.use(card, subscription.getCustomer());
        shop.stripe.advance(MONTH);
        assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("active");
        shop.stripe.advance(DRAFT);
        return shop.subscription(subscription.getId());
    }

    @Test
    void a_renewal_that_fails_is_retried_three_times_and_then_canceled() throws StripeException {
        try (var shop = new Shop()) {
            var subscription = failing(shop, Card.FAILS_LATER);
            assertThat(subscription.getStatus()).isEqualTo("past_due");
            var id = subscription.getLatestInvoice();
            for (var days : new int[] {3, 5, 7}) {
                var invoice = shop.client.v1().invoices().retrieve(id);
                assertThat(Instant.ofEpochSecond(invoice.getNextPaymentAttempt()))
                        .isEqualTo(shop.stripe.now().plus(Duration.ofDays(days)));
                assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("past_due");
                shop.stripe.advance(Duration.ofDays(days));
            }
            var over = shop.subscription(subscription.getId());
            assertThat(over.getStatus()).isEqualTo("canceled");
            assertThat(over.getCancellationDetails().getReason()).isEqualTo("payment_failed");
            var invoice = shop.client.v1().invoices().retrieve(id);
            assertThat(invoice.getAttemptCount()).isEqualTo(4);
            assertThat(invoice.getNextPaymentAttempt()).isNull();
            assertThat(invoice.getStatus()).isEqualTo("open");
            assertThat(shop.happened().stream().filter("invoice.payment_failed"::equals))
                    .hasSize(4);
        }
    }

    @Test
    void one_jump_brings_the_same_as_many_steps() throws StripeException {
        try (var steps = new Shop();
                var jump = new Shop()) {
            for (var shop : new Shop[] {steps, jump}) {
                var subscription = shop.subscription(1);
                shop.stripe.use(Card.FAILS_LATER, subscription.getCustomer());
            }
            for (int day = 0; day < 60; day++) {
                steps.stripe.advance(Duration.ofDays(1));
            }
            jump.stripe.advance(Duration.ofDays(60));
            assertThat(jump.happened()).isEqualTo(steps.happened()).contains("customer.subscription.deleted");
            assertThat(jump.stripe.events().stream().map(event -> event.get("created")))
                    .isEqualTo(steps.stripe.events().stream()
                            .map(event -> event.get("created"))
                            .toList());
        }
    }

    @Test
    void an_account_may_mark_as_unpaid_and_paying_brings_it_back() throws StripeException {
        try (var shop = new Shop(settings -> settings.endingWith(LastResort.MARK_UNPAID))) {
            var subscription = failing(shop, Card.FAILS_LATER);
            shop.stripe.advance(Duration.ofDays(15));
            assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("unpaid");
            assertThatThrownBy(() -> shop.client.v1().invoices().pay(subscription.getLatestInvoice()))
                    .hasMessageContaining("declined");
            shop.stripe.use(Card.PAYS, subscription.getCustomer());
            assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("unpaid");
            shop.client.v1().invoices().pay(subscription.getLatestInvoice());
            assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("active");
            assertThatThrownBy(() -> shop.client.v1().invoices().pay(subscription.getLatestInvoice()))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("already paid");
        }
    }

    @Test
    void an_account_may_leave_it_past_due() throws StripeException {
        try (var shop = new Shop(settings -> settings.endingWith(LastResort.LEAVE_PAST_DUE))) {
            var subscription = failing(shop, Card.FAILS_LATER);
            shop.stripe.advance(Duration.ofDays(20));
            assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("past_due");
        }
    }

    @Test
    void a_renewal_that_wants_to_be_confirmed_is_paid_on_the_invoice_page() throws StripeException {
        try (var shop = new Shop()) {
            var subscription = failing(shop, Card.AUTHENTICATES);
            assertThat(subscription.getStatus()).isEqualTo("past_due");
            assertThat(shop.happened()).contains("invoice.payment_action_required", "invoice.payment_failed");
            var invoice = shop.client.v1().invoices().retrieve(subscription.getLatestInvoice());
            assertThatThrownBy(() -> shop.client.v1().invoices().pay(invoice.getId()))
                    .hasMessageContaining("requires additional user action");
            shop.post(invoice.getHostedInvoiceUrl() + "/pay", Map.of("card", "DECLINED"));
            assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("past_due");
            shop.post(invoice.getHostedInvoiceUrl() + "/pay", Map.of("card", "PAYS"));
            assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("active");
        }
    }

    @Test
    void a_test_clock_moves_its_own_customers_only() throws StripeException {
        try (var shop = new Shop()) {
            var other = shop.subscription(1);
            var clocks = shop.client.v1().testHelpers().testClocks();
            var clock = clocks.create(TestClockCreateParams.builder()
                    .setFrozenTime(Shop.START.getEpochSecond())
                    .build());
            var customer = shop.client
                    .v1()
                    .customers()
                    .create(CustomerCreateParams.builder()
                            .setTestClock(clock.getId())
                            .build());
            shop.stripe.use(Card.PAYS, customer.getId());
            var subscription = shop.client
                    .v1()
                    .subscriptions()
                    .create(SubscriptionCreateParams.builder()
                            .setCustomer(customer.getId())
                            .addItem(SubscriptionCreateParams.Item.builder()
                                    .setPrice(shop.seat())
                                    .build())
                            .build());
            var to = Shop.START.plus(MONTH).plus(DRAFT).getEpochSecond();
            clocks.advance(
                    clock.getId(),
                    TestClockAdvanceParams.builder().setFrozenTime(to).build());
            assertThat(clocks.retrieve(clock.getId()).getStatus()).isEqualTo("ready");
            assertThat(shop.subscription(subscription.getId()).getLatestInvoice())
                    .isNotEqualTo(subscription.getLatestInvoice());
            assertThat(shop.subscription(other.getId()).getLatestInvoice()).isEqualTo(other.getLatestInvoice());
            for (var wrong : new long[] {to, to - 1, to + Duration.ofDays(70).toSeconds()}) {
                assertThatThrownBy(() -> clocks.advance(
                                clock.getId(),
                                TestClockAdvanceParams.builder()
                                        .setFrozenTime(wrong)
                                        .build()))
                        .isInstanceOf(InvalidRequestException.class);
            }
            clocks.delete(clock.getId());
            assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("canceled");
        }
    }

    @Test
    void what_begins_on_the_31st_is_renewed_at_the_ends_of_months() throws StripeException {
        try (var shop = new Shop()) {
            shop.stripe.advance(Duration.between(Shop.START, Instant.parse("2027-01-31T12:00:00Z")));
            var subscription = shop.subscription(1);
            for (var end : new String[] {"2027-02-28T12:00:00Z", "2027-03-31T12:00:00Z", "2027-04-30T12:00:00Z"}) {
                var item = shop.subscription(subscription.getId())
                        .getItems()
                        .getData()
                        .getFirst();
                assertThat(Instant.ofEpochSecond(item.getCurrentPeriodEnd())).isEqualTo(Instant.parse(end));
                shop.stripe.advance(Duration.between(shop.stripe.now(), Instant.parse(end)));
            }
        }
    }
}
