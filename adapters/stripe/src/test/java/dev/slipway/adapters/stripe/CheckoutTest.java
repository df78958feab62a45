package dev.slipway.adapters.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionRetrieveParams;
import dev.slipway.billing.Checkout;
import dev.slipway.billing.CustomerId;
import dev.slipway.billing.Payments.Customer;
import dev.slipway.billing.Payments.Purchase;
import dev.slipway.billing.Quantities;
import dev.slipway.billing.Subscription.Status;
import dev.slipway.kernel.Email;
import dev.slipway.org.SeatKind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckoutTest {

    private final Counter counter = new Counter();
    private final StripePayments payments = counter.payments;

    @AfterEach
    void close() {
        counter.close();
    }

    private com.stripe.model.Customer raw(CustomerId customer) throws StripeException {
        return counter.client.v1().customers().retrieve(customer.value());
    }

    private Session raw(Checkout checkout) throws StripeException {
        return counter.client
                .v1()
                .checkout()
                .sessions()
                .retrieve(
                        checkout.id(),
                        SessionRetrieveParams.builder().addExpand("line_items").build());
    }

    @Test
    void a_customer_says_whose_it_is() throws StripeException {
        var customer = raw(counter.customer());
        assertThat(customer.getName()).isEqualTo("Acme");
        assertThat(customer.getEmail()).isEqualTo("billing@acme.example");
        assertThat(customer.getMetadata()).containsEntry("organization", "acme");
    }

    @Test
    void a_customer_without_a_contact_has_no_mail() throws StripeException {
        var customer = raw(payments.open(new Customer(Counter.ACME, "Acme", Optional.empty()), "k"));
        assertThat(customer.getEmail()).isNull();
    }

    @Test
    void a_customer_is_made_once_for_a_key() {
        var customer = new Customer(Counter.ACME, "Acme", Optional.empty());
        assertThat(payments.open(customer, "same")).isEqualTo(payments.open(customer, "same"));
        assertThat(payments.open(customer, "other")).isNotEqualTo(payments.open(customer, "same"));
        assertThat(counter.happened("customer.created")).isEqualTo(2);
    }

    @Test
    void the_same_key_for_something_else_is_our_fault() {
        payments.open(new Customer(Counter.ACME, "Acme", Optional.empty()), "same");
        var other = new Customer(Counter.ACME, "Acme Inc.", Optional.empty());
        assertThatThrownBy(() -> payments.open(other, "same"))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("idempotency key");
        assertThat(counter.happened("customer.created")).isEqualTo(1);
    }

    @Test
    void a_new_name_is_told_and_an_absent_contact_leaves_the_mail() throws StripeException {
        var id = counter.customer();
        payments.describe(id, new Customer(Counter.ACME, "Acme Inc.", Optional.empty()));
        assertThat(raw(id).getName()).isEqualTo("Acme Inc.");
        assertThat(raw(id).getEmail()).isEqualTo("billing@acme.example");
        payments.describe(id, new Customer(Counter.ACME, "Acme", Optional.of(new Email("ada@acme.example"))));
        assertThat(raw(id).getName()).isEqualTo("Acme");
        assertThat(raw(id).getEmail()).isEqualTo("ada@acme.example");
    }

    @Test
    void a_customer_that_is_not_there_is_a_broken_world() {
        var nobody = new CustomerId("cus_nobody");
        assertThatThrownBy(() -> payments.describe(nobody, new Customer(Counter.ACME, "A", Optional.empty())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("No such customer");
        assertThatThrownBy(() -> payments.find(nobody)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> payments.openPortal(nobody, Counter.RETURN_TO))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_person_is_asked_for_neither_address_nor_tax_id() throws StripeException {
        var session = raw(payments.openCheckout(counter.purchase(counter.customer(), 3, 0), "k"));
        assertThat(session.getMode()).isEqualTo("subscription");
        assertThat(session.getBillingAddressCollection()).isNull();
        assertThat(session.getTaxIdCollection().getEnabled()).isFalse();
        assertThat(session.getClientReferenceId()).isEqualTo("acme");
        assertThat(session.getCancelUrl()).isEqualTo(Counter.RETURN_TO);
        assertThat(session.getSuccessUrl()).isEqualTo(Counter.RETURN_TO + "?checkout={CHECKOUT_SESSION_ID}");
        assertThat(session.getLineItems().getData()).singleElement().satisfies(line -> {
            assertThat(line.getPrice().getId()).isEqualTo(counter.price("seat"));
            assertThat(line.getQuantity()).isEqualTo(3);
        });
    }

    @Test
    void a_company_gives_its_name_its_address_and_its_tax_id() throws StripeException {
        var customer = counter.customer();
        var checkout = payments.openCheckout(
                new Purchase(Counter.ACME, customer, new Quantities(2, 4), true, Counter.RETURN_TO), "k");
        var session = raw(checkout);
        assertThat(session.getBillingAddressCollection()).isEqualTo("required");
        assertThat(session.getTaxIdCollection().getEnabled()).isTrue();
        assertThat(session.getLineItems().getData())
                .extracting(line -> line.getQuantity())
                .containsExactly(2L, 4L);
        var filled = Map.of(
                "card",
                "PAYS",
                "name",
                "Acme GmbH",
                "line1",
                "Weg 1",
                "city",
                "Berlin",
                "country",
                "DE",
                "tax_id_type",
                "eu_vat",
                "tax_id",
                "DE123456789");
        assertThat(counter.post(checkout.url(), filled).statusCode()).isEqualTo(303);
        assertThat(raw(customer).getName()).isEqualTo("Acme GmbH");
        assertThat(raw(customer).getAddress().getLine1()).isEqualTo("Weg 1");
        assertThat(counter.find(customer).paid()).isEqualTo(new Quantities(2, 4));
    }

    @Test
    void who_pays_is_led_back_with_the_id_and_has_a_subscription() throws StripeException {
        var customer = counter.customer();
        assertThat(payments.find(customer)).isEmpty();
        var checkout = payments.openCheckout(counter.purchase(customer, 3, 1), "k");
        assertThat(checkout.until()).isEqualTo(Counter.START.plus(Duration.ofDays(1)));
        assertThat(counter.pay(checkout).headers().firstValue("location"))
                .hasValue(Counter.RETURN_TO + "?checkout=" + checkout.id());
        var subscription = counter.find(customer);
        assertThat(subscription.status()).isEqualTo(Status.ACTIVE);
        assertThat(subscription.startedAt()).isEqualTo(Counter.START);
        assertThat(subscription.paid()).isEqualTo(new Quantities(3, 1));
        assertThat(subscription.items()).containsOnlyKeys(SeatKind.SEAT, SeatKind.POOL_SEAT);
        assertThat(subscription.periodEnd()).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
        assertThat(subscription.ends()).isFalse();
        assertThat(subscription.endedAt()).isEmpty();
        assertThat(subscription.owingSince()).isEmpty();
        assertThat(subscription.awaited()).isEmpty();
        assertThat(counter.raw(subscription).getMetadata()).containsEntry("organization", "acme");
    }

    @Test
    void a_checkout_is_opened_once_for_a_key() {
        var purchase = counter.purchase(counter.customer(), 3, 0);
        assertThat(payments.openCheckout(purchase, "same")).isEqualTo(payments.openCheckout(purchase, "same"));
    }

    @Test
    void the_way_back_keeps_its_query_and_its_fragment() {
        assertThat(Checkouts.paid("https://a.example/b"))
                .isEqualTo("https://a.example/b?checkout={CHECKOUT_SESSION_ID}");
        assertThat(Checkouts.paid("https://a.example/b?c=d"))
                .isEqualTo("https://a.example/b?c=d&checkout={CHECKOUT_SESSION_ID}");
        assertThat(Checkouts.paid("https://a.example/b?c=d#e?f"))
                .isEqualTo("https://a.example/b?c=d&checkout={CHECKOUT_SESSION_ID}#e?f");
        assertThat(Checkouts.paid("https://a.example/b#e?f"))
                .isEqualTo("https://a.example/b?checkout={CHECKOUT_SESSION_ID}#e?f");
    }

    @Test
    void a_closed_checkout_takes_no_payment() {
        var customer = counter.customer();
        var checkout = payments.openCheckout(counter.purchase(customer, 3, 0), "k");
        assertThat(payments.closeCheckout(checkout.id())).isTrue();
        assertThat(payments.closeCheckout(checkout.id())).isTrue();
        assertThat(counter.pay(checkout).statusCode()).isEqualTo(410);
        assertThat(payments.find(customer)).isEmpty();
    }

    @Test
    void a_checkout_that_expired_by_itself_is_closed() {
        var checkout = payments.openCheckout(counter.purchase(counter.customer(), 3, 0), "k");
        counter.stripe.advance(Duration.ofDays(1));
        assertThat(payments.closeCheckout(checkout.id())).isTrue();
    }

    @Test
    void a_checkout_where_somebody_has_paid_cannot_be_closed() {
        var customer = counter.customer();
        var checkout = payments.openCheckout(counter.purchase(customer, 3, 0), "k");
        counter.pay(checkout);
        assertThat(payments.closeCheckout(checkout.id())).isFalse();
        assertThat(counter.find(customer).status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void a_checkout_that_never_was_is_a_broken_world() {
        var never = new Checkout("cs_test_never", URI.create("https://a.example"), Counter.START);
        assertThatThrownBy(() -> payments.closeCheckout(never.id())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nobody_buys_what_has_no_price() {
        var settings = new StripeSettings(counter.settings().apiBase(), counter.price("seat"), Optional.empty());
        var noPool = StripePayments.open(settings, Secret.of(counter.stripe.apiKey()), () -> Counter.START);
        var customer = counter.customer();
        assertThatThrownBy(() -> noPool.openCheckout(counter.purchase(customer, 1, 1), "k"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Pool");
        assertThat(noPool.prices().poolSeat()).isEmpty();
    }

    @Test
    void the_portal_leads_back() {
        var customer = counter.customer();
        var url = payments.openPortal(customer, Counter.RETURN_TO);
        assertThat(url.toString()).startsWith(counter.stripe.url() + "/p/session/bps_");
        assertThat(counter.get(url)).contains(Counter.RETURN_TO);
    }
}
