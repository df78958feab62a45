package dev.slipway.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.param.billingportal.SessionCreateParams.FlowData;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckoutTest {

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    private SessionCreateParams.Builder params() throws StripeException {
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.SUBSCRIPTION)
                .setSuccessUrl("http://localhost:8417/paid?session={CHECKOUT_SESSION_ID}")
                .setCancelUrl("http://localhost:8417/back")
                .setClientReferenceId("org-1")
                .setSubscriptionData(SessionCreateParams.SubscriptionData.builder()
                        .putMetadata("org", "acme")
                        .build())
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setPrice(shop.seat())
                        .setQuantity(3L)
                        .build())
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setPrice(shop.pool())
                        .setQuantity(1L)
                        .build());
    }

    private Session create(SessionCreateParams.Builder params) throws StripeException {
        return shop.client.v1().checkout().sessions().create(params.build());
    }

    private Session read(Session session) throws StripeException {
        return shop.client.v1().checkout().sessions().retrieve(session.getId());
    }

    @Test
    void who_pays_has_a_subscription_and_is_led_back() throws StripeException {
        var customer = shop.customer();
        var session = create(params().setCustomer(customer.getId()));
        assertThat(session.getStatus()).isEqualTo("open");
        assertThat(session.getAmountTotal()).isEqualTo(2400);
        var page = shop.get(session.getUrl());
        assertThat(page.body()).contains("This is not Stripe", "$24.00", "http://localhost:8417/back");
        var paid = shop.post(session.getUrl(), Map.of("card", "PAYS"));
        assertThat(paid.statusCode()).isEqualTo(303);
        assertThat(paid.headers().firstValue("location"))
                .hasValue("http://localhost:8417/paid?session=" + session.getId());
        var after = read(session);
        assertThat(after.getStatus()).isEqualTo("complete");
        assertThat(after.getPaymentStatus()).isEqualTo("paid");
        assertThat(after.getUrl()).isNull();
        var subscription = shop.subscription(after.getSubscription());
        assertThat(subscription.getStatus()).isEqualTo("active");
        assertThat(subscription.getMetadata()).containsEntry("org", "acme");
        assertThat(subscription.getItems().getData())
                .extracting(item -> item.getQuantity())
                .containsExactly(3L, 1L);
        assertThat(shop.happened())
                .containsSubsequence(
                        "payment_method.attached",
                        "customer.subscription.created",
                        "invoice.paid",
                        "checkout.session.completed");
        assertThat(shop.post(session.getUrl(), Map.of("card", "PAYS")).statusCode())
                .isEqualTo(410);
        assertThat(shop.happened()).containsOnlyOnce("checkout.session.completed");
    }

    @Test
    void a_declined_card_leaves_all_as_it_was() throws StripeException {
        var session = create(params().setCustomer(shop.customer().getId()));
        var before = shop.happened();
        var page = shop.post(session.getUrl(), Map.of("card", "DECLINED"));
        assertThat(page.statusCode()).isEqualTo(402);
        assertThat(page.body()).contains("Your card was declined");
        assertThat(shop.post(session.getUrl(), Map.of("card", "GOLD")).body()).contains("Choose a card.");
        assertThat(read(session).getStatus()).isEqualTo("open");
        assertThat(shop.happened()).isEqualTo(before);
    }

    @Test
    void a_card_that_asks_its_owner_pays_only_when_they_agree() throws StripeException {
        var session = create(params().setCustomer(shop.customer().getId()));
        assertThat(shop.post(session.getUrl(), Map.of("card", "AUTHENTICATES")).body())
                .contains("Confirm the payment");
        assertThat(read(session).getStatus()).isEqualTo("open");
        shop.post(session.getUrl(), Map.of("card", "AUTHENTICATES", "confirmed", "no"));
        assertThat(read(session).getStatus()).isEqualTo("open");
        shop.post(session.getUrl(), Map.of("card", "AUTHENTICATES", "confirmed", "yes"));
        assertThat(read(session).getStatus()).isEqualTo("complete");
    }

    @Test
    void a_company_gives_its_name_and_tax_id() throws StripeException {
        var customer = shop.customer();
        var collecting = params().setCustomer(customer.getId())
                .setTaxIdCollection(SessionCreateParams.TaxIdCollection.builder()
                        .setEnabled(true)
                        .build());
        assertThatThrownBy(() -> create(collecting)).hasMessageContaining("`customer_update[name]` to `auto`");
        var session = create(collecting.setCustomerUpdate(SessionCreateParams.CustomerUpdate.builder()
                .setName(SessionCreateParams.CustomerUpdate.Name.AUTO)
                .build()));
        var wrong = shop.post(
                session.getUrl(),
                Map.of("card", "PAYS", "name", "Acme <GmbH>", "tax_id_type", "eu_vat", "tax_id", "1"));
        assertThat(wrong.body()).contains("Invalid value for eu_vat");
        assertThat(read(session).getStatus()).isEqualTo("open");
        shop.post(
                session.getUrl(),
                Map.of("card", "PAYS", "name", "Acme <GmbH>", "tax_id_type", "eu_vat", "tax_id", "DE123456789"));
        var after = read(session);
        assertThat(after.getCustomerDetails().getTaxIds().getFirst().getValue()).isEqualTo("DE123456789");
        assertThat(shop.client.v1().customers().retrieve(customer.getId()).getName())
                .isEqualTo("Acme <GmbH>");
        var invoice = shop.client.v1().invoices().retrieve(after.getInvoice());
        assertThat(invoice.getCustomerTaxIds().getFirst().getValue()).isEqualTo("DE123456789");
        assertThat(shop.get(invoice.getHostedInvoiceUrl()).body())
                .contains("Acme &lt;GmbH&gt;")
                .doesNotContain("<GmbH>");
    }

    @Test
    void an_abandoned_checkout_expires_after_a_day() throws StripeException {
        var session = create(params().setCustomer(shop.customer().getId()));
        shop.stripe.advance(Duration.ofHours(24).minusSeconds(1));
        assertThat(read(session).getStatus()).isEqualTo("open");
        shop.stripe.advance(Duration.ofSeconds(1));
        assertThat(read(session).getStatus()).isEqualTo("expired");
        assertThat(shop.stripe.events().getLast().get("type").getAsString()).isEqualTo("checkout.session.expired");
        var url = shop.stripe.url() + "/c/pay/" + session.getId();
        assertThat(shop.post(url, Map.of("card", "PAYS")).statusCode()).isEqualTo(410);
        assertThatThrownBy(() -> shop.client.v1().checkout().sessions().expire(session.getId()))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void what_a_checkout_cannot_be_is_refused() throws StripeException {
        var customer = shop.customer().getId();
        assertThatThrownBy(() -> create(params().setCustomer(customer).setCustomerEmail("a@b.example")))
                .hasMessageContaining("only specify one of these parameters");
        assertThatThrownBy(() -> create(params().setCustomer(customer).setSuccessUrl("nowhere")))
                .hasMessageContaining("Not a valid URL");
        assertThatThrownBy(() -> create(params().setCustomer("cus_x"))).hasMessageContaining("No such customer");
        assertThatThrownBy(() ->
                        create(params().setExpiresAt(Shop.START.plusSeconds(60).getEpochSecond())))
                .hasMessageContaining("at least 30 minutes");
        assertThatThrownBy(() -> create(params().addLineItem(SessionCreateParams.LineItem.builder()
                        .setPrice("price_x")
                        .setQuantity(1L)
                        .build())))
                .hasMessageContaining("No such price");
        assertThatThrownBy(() -> create(params().setMode(SessionCreateParams.Mode.PAYMENT)))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(shop.client.v1().checkout().sessions().list().getData()).isEmpty();
    }

    @Test
    void line_items_are_shown_to_those_who_ask() throws StripeException {
        var session = create(params());
        assertThat(session.getLineItems()).isNull();
        var expanded = shop.client
                .v1()
                .checkout()
                .sessions()
                .retrieve(
                        session.getId(),
                        SessionRetrieveParams.builder().addExpand("line_items").build());
        assertThat(expanded.getLineItems().getData()).hasSize(2);
        assertThat(shop.client
                        .v1()
                        .checkout()
                        .sessions()
                        .lineItems()
                        .list(session.getId())
                        .getData()
                        .getFirst()
                        .getQuantity())
                .isEqualTo(3);
    }

    @Test
    void the_portal_changes_the_card_cancels_and_resumes() throws StripeException {
        var subscription = shop.subscription(1);
        var portal = shop.client
                .v1()
                .billingPortal()
                .sessions()
                .create(com.stripe.param.billingportal.SessionCreateParams.builder()
                        .setCustomer(subscription.getCustomer())
                        .setReturnUrl("http://localhost:8417/billing")
                        .build());
        assertThat(shop.get(portal.getUrl()).body()).contains("This is not Stripe", "http://localhost:8417/billing");
        shop.post(portal.getUrl() + "/card", Map.of("card", "FAILS_LATER"));
        assertThat(shop.get(portal.getUrl()).body()).contains("•••• 0341");
        shop.post(portal.getUrl() + "/cancel", Map.of("subscription", subscription.getId()));
        assertThat(shop.subscription(subscription.getId()).getCancelAtPeriodEnd())
                .isTrue();
        shop.post(portal.getUrl() + "/resume", Map.of("subscription", subscription.getId()));
        assertThat(shop.subscription(subscription.getId()).getCancelAtPeriodEnd())
                .isFalse();
        var others = shop.subscription(1);
        assertThat(shop.post(portal.getUrl() + "/cancel", Map.of("subscription", others.getId()))
                        .body())
                .contains("No such subscription");
        assertThat(shop.subscription(others.getId()).getCancelAtPeriodEnd()).isFalse();
        shop.stripe.advance(Duration.ofHours(1));
        assertThat(shop.get(portal.getUrl()).statusCode()).isEqualTo(410);
    }

    @Test
    void the_portal_knows_two_flows_and_refuses_the_others() throws StripeException {
        var subscription = shop.subscription(1);
        var params =
                com.stripe.param.billingportal.SessionCreateParams.builder().setCustomer(subscription.getCustomer());
        assertThatThrownBy(() -> shop.client
                        .v1()
                        .billingPortal()
                        .sessions()
                        .create(params.setFlowData(FlowData.builder()
                                        .setType(FlowData.Type.SUBSCRIPTION_UPDATE)
                                        .build())
                                .build()))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(shop.client
                        .v1()
                        .billingPortal()
                        .sessions()
                        .create(params.setFlowData(FlowData.builder()
                                        .setType(FlowData.Type.PAYMENT_METHOD_UPDATE)
                                        .build())
                                .build())
                        .getFlow()
                        .getType())
                .isEqualTo("payment_method_update");
    }

    @Test
    void an_invoice_has_a_page_and_a_pdf() throws StripeException {
        var subscription = shop.subscription(1);
        var invoice = shop.client.v1().invoices().retrieve(subscription.getLatestInvoice());
        assertThat(shop.get(invoice.getHostedInvoiceUrl()).body())
                .contains("This is not Stripe", invoice.getNumber(), "$7.00", "Paid")
                .doesNotContain("<button>Pay");
        var pdf = shop.get(invoice.getInvoicePdf());
        assertThat(pdf.headers().firstValue("content-type")).hasValue("application/pdf");
        assertThat(pdf.body()).startsWith("%PDF-1.4").contains(invoice.getNumber(), "NOT FROM STRIPE");
        var start = pdf.body().indexOf("xref");
        assertThat(pdf.body().getBytes(StandardCharsets.UTF_8)).isNotEmpty();
        assertThat(start).isPositive();
        assertThat(shop.get(shop.stripe.url() + "/i/in_x").statusCode()).isEqualTo(404);
    }
}
