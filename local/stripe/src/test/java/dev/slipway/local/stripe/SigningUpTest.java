package dev.slipway.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionCreateParams.LineItem.AdjustableQuantity;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Subscriptions that wait for their first payment, and quantities that a person chooses.
class SigningUpTest {

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    private Subscription incomplete(String customer) throws StripeException {
        return shop.client
                .v1()
                .subscriptions()
                .create(SubscriptionCreateParams.builder()
                        .setCustomer(customer)
                        .setPaymentBehavior(SubscriptionCreateParams.PaymentBehavior.DEFAULT_INCOMPLETE)
                        .addItem(SubscriptionCreateParams.Item.builder()
                                .setPrice(shop.seat())
                                .setQuantity(2L)
                                .build())
                        .build());
    }

    @Test
    void an_incomplete_one_needs_no_card_and_is_active_once_its_invoice_is_paid() throws StripeException {
        var subscription = incomplete(shop.customer().getId());
        assertThat(subscription.getStatus()).isEqualTo("incomplete");
        var invoice = shop.client.v1().invoices().retrieve(subscription.getLatestInvoice());
        assertThat(invoice.getStatus()).isEqualTo("open");
        assertThat(invoice.getAttempted()).isFalse();
        assertThat(invoice.getAmountDue()).isEqualTo(1400);
        assertThat(shop.happened()).doesNotContain("invoice.payment_failed", "invoice.paid");

        shop.post(invoice.getHostedInvoiceUrl() + "/pay", Map.of("card", "PAYS"));

        assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("active");
        assertThat(shop.happened()).containsSubsequence("invoice.paid", "customer.subscription.updated");
    }

    @Test
    void an_incomplete_one_is_not_paid_by_a_card_that_is_there_until_somebody_says_so() throws StripeException {
        var subscription = incomplete(shop.customer("pm_card_visa").getId());
        assertThat(subscription.getStatus()).isEqualTo("incomplete");
        assertThat(shop.client
                        .v1()
                        .invoices()
                        .pay(subscription.getLatestInvoice())
                        .getStatus())
                .isEqualTo("paid");
        assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("active");
    }

    @Test
    void an_incomplete_one_that_nobody_pays_ends_after_23_hours() throws StripeException {
        var subscription = incomplete(shop.customer().getId());
        assertThatThrownBy(() -> shop.client.v1().invoices().pay(subscription.getLatestInvoice()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("no attached payment source");
        shop.stripe.advance(Duration.ofHours(23));
        assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("incomplete_expired");
        var invoice = shop.client.v1().invoices().retrieve(subscription.getLatestInvoice());
        assertThat(invoice.getStatus()).isEqualTo("void");
        assertThat(shop.post(invoice.getHostedInvoiceUrl() + "/pay", Map.of("card", "PAYS"))
                        .statusCode())
                .isEqualTo(402);
        assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("incomplete_expired");
    }

    private Session session(AdjustableQuantity seats, long quantity) throws StripeException {
        return shop.client
                .v1()
                .checkout()
                .sessions()
                .create(SessionCreateParams.builder()
                        .setMode(SessionCreateParams.Mode.SUBSCRIPTION)
                        .setCustomer(shop.customer().getId())
                        .setSuccessUrl("http://localhost:8417/paid")
                        .addLineItem(LineItem.builder()
                                .setPrice(shop.seat())
                                .setQuantity(quantity)
                                .setAdjustableQuantity(seats)
                                .build())
                        .addLineItem(LineItem.builder()
                                .setPrice(shop.pool())
                                .setQuantity(1L)
                                .setAdjustableQuantity(range(0, 5))
                                .build())
                        .addExpand("line_items")
                        .build());
    }

    private static AdjustableQuantity range(long minimum, long maximum) {
        return AdjustableQuantity.builder()
                .setEnabled(true)
                .setMinimum(minimum)
                .setMaximum(maximum)
                .build();
    }

    private Session read(Session session) throws StripeException {
        return shop.client
                .v1()
                .checkout()
                .sessions()
                .retrieve(
                        session.getId(),
                        SessionRetrieveParams.builder().addExpand("line_items").build());
    }

    private static String field(Session session, int line) {
        return "quantity_" + session.getLineItems().getData().get(line).getId();
    }

    @Test
    void a_person_chooses_how_many_and_pays_for_as_many() throws StripeException {
        var session = session(range(2, 50), 3);
        assertThat(shop.get(session.getUrl()).body()).contains("min=\"2\" max=\"50\"", "$24.00");

        shop.post(session.getUrl(), Map.of("card", "PAYS", field(session, 0), "10", field(session, 1), "0"));

        var paid = read(session);
        assertThat(paid.getStatus()).isEqualTo("complete");
        assertThat(paid.getAmountTotal()).isEqualTo(7000);
        assertThat(shop.subscription(paid.getSubscription()).getItems().getData())
                .as("what nobody wants is on no subscription")
                .singleElement()
                .satisfies(item -> assertThat(item.getQuantity()).isEqualTo(10));
    }

    @Test
    void how_many_it_cannot_be_is_refused_and_not_replaced_by_another_number() throws StripeException {
        var session = session(range(2, 50), 3);
        for (var wrong : new String[] {"1", "51", "-3", "many", "", "2.5", "9999999"}) {
            var page = shop.post(session.getUrl(), Map.of("card", "PAYS", field(session, 0), wrong));
            assertThat(page.statusCode()).as(wrong).isEqualTo(402);
            assertThat(page.body()).contains("Choose from 2 to 50 of Seat.");
        }
        assertThat(read(session).getStatus()).isEqualTo("open");
        assertThat(read(session).getAmountTotal()).isEqualTo(2400);
        assertThat(shop.client.v1().subscriptions().list().getData()).isEmpty();
    }

    @Test
    void nothing_at_all_cannot_be_bought() throws StripeException {
        var session = session(range(0, 50), 3);
        var page = shop.post(session.getUrl(), Map.of("card", "PAYS", field(session, 0), "0", field(session, 1), "0"));
        assertThat(page.body()).contains("Choose at least one.");
        assertThat(read(session).getAmountTotal()).isEqualTo(2400);
    }

    @Test
    void the_owner_of_a_card_confirms_what_was_chosen_and_not_what_was_proposed() throws StripeException {
        var session = session(range(2, 50), 3);
        var chosen = Map.of("card", "AUTHENTICATES", field(session, 0), "10");
        assertThat(shop.post(session.getUrl(), chosen).body()).contains("Pay $73.00?");
        assertThat(read(session).getStatus()).isEqualTo("open");
    }

    @Test
    void a_range_that_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> session(range(5, 50), 3)).hasMessageContaining("minimum 5");
        assertThatThrownBy(() -> session(range(9, 2), 9)).hasMessageContaining("maximum 2");
        assertThatThrownBy(() -> session(range(0, 1_000_000), 3)).hasMessageContaining("999999");
        assertThatThrownBy(() ->
                        session(AdjustableQuantity.builder().setEnabled(true).build(), 100))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("maximum 99");
    }
}
