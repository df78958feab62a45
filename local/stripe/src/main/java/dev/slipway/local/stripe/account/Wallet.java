package dev.slipway.local.stripe.account;

import com.stripe.model.Address;
import com.stripe.model.Customer;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Subscription;
import dev.slipway.local.stripe.wire.Refusal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/// The cards that customers have saved.
public final class Wallet {

    private static final String DECLINED = "Your card was declined.";

    private final Books books;
    private final Journal journal;

    Wallet(Books books, Journal journal) {
        this.books = books;
        this.journal = journal;
    }

    /// Saves a card with one of Stripe's ids for tests.
    ///
    /// @throws Refusal if there is none, or it can't be saved
    public PaymentMethod attach(String testId, Customer customer, Instant now) {
        var card = Card.byTestId(testId).orElseThrow(() -> Refusal.notFound("PaymentMethod", testId));
        return attach(card, customer, now);
    }

    PaymentMethod attach(Card card, Customer customer, Instant now) {
        if (card == Card.DECLINED) {
            throw declined();
        }
        var method = new PaymentMethod();
        method.setId(Ids.next("pm"));
        method.setObject("payment_method");
        method.setAllowRedisplay("unspecified");
        method.setBillingDetails(details(customer));
        method.setCard(card(card, now));
        method.setCreated(now.getEpochSecond());
        method.setCustomer(customer.getId());
        method.setLivemode(false);
        method.setMetadata(Map.of());
        method.setType("card");
        books.paymentMethods.add(method);
        journal.record("payment_method.attached", method, now);
        return method;
    }

    private static PaymentMethod.BillingDetails details(Customer customer) {
        var details = new PaymentMethod.BillingDetails();
        var address = customer.getAddress();
        details.setAddress(address == null ? new Address() : address);
        details.setEmail(customer.getEmail());
        details.setName(customer.getName());
        return details;
    }

    private static PaymentMethod.Card card(Card kind, Instant now) {
        var checks = new PaymentMethod.Card.Checks();
        checks.setCvcCheck("pass");
        var card = new PaymentMethod.Card();
        card.setBrand(kind.brand());
        card.setChecks(checks);
        card.setCountry("US");
        card.setDisplayBrand(kind.brand());
        card.setExpMonth(12L);
        card.setExpYear((long) now.atOffset(ZoneOffset.UTC).getYear() + 5);
        card.setFingerprint("StandIn" + kind.last4());
        card.setFunding("credit");
        card.setLast4(kind.last4());
        return card;
    }

    /// Makes a card the one that a customer pays with, as the portal does: for invoices to come and for each
    /// subscription that goes on.
    public void use(PaymentMethod method, Customer customer, Instant now) {
        var before = journal.before(customer);
        customer.getInvoiceSettings().setDefaultPaymentMethod(method.getId());
        journal.updated("customer.updated", before, customer, now);
        books.subscriptions
                .oldestFirst()
                .filter(subscription -> customer.getId().equals(subscription.getCustomer()))
                .filter(Subscriptions::goesOn)
                .forEach(subscription -> {
                    var earlier = journal.before(subscription);
                    subscription.setDefaultPaymentMethod(method.getId());
                    journal.updated("customer.subscription.updated", earlier, subscription, now);
                });
    }

    /// Saves a card and uses it from now on.
    public void use(Card card, Customer customer, Instant now) {
        use(attach(card, customer, now), customer, now);
    }

    /// The card of a customer that a parameter names.
    PaymentMethod of(Customer customer, String id, String param) {
        check(customer, id, param);
        return books.paymentMethods.get(id);
    }

    /// @throws Refusal if that is no card of this customer
    void check(Customer customer, String id, String param) {
        if (books.paymentMethods
                .find(id)
                .filter(method -> customer.getId().equals(method.getCustomer()))
                .isEmpty()) {
            throw Refusal.noSuch("PaymentMethod", id, param);
        }
    }

    /// What a subscription is paid with.
    Optional<PaymentMethod> paying(Subscription subscription) {
        var own = subscription.getDefaultPaymentMethod();
        return own == null ? paying(books.customers.get(subscription.getCustomer())) : books.paymentMethods.find(own);
    }

    public Optional<PaymentMethod> paying(Customer customer) {
        var id = customer.getInvoiceSettings().getDefaultPaymentMethod();
        return id == null ? Optional.empty() : books.paymentMethods.find(id);
    }

    static Refusal declined() {
        return Refusal.card("card_declined", "generic_decline", DECLINED);
    }

    static Refusal unauthenticated() {
        return Refusal.card(
                "authentication_required",
                "authentication_required",
                "Your card was declined. This transaction requires authentication.");
    }

    static Refusal noCard() {
        return Refusal.invalid(
                "resource_missing",
                "This customer has no attached payment source or default payment method. Please consider adding a"
                        + " default payment method. For more information, visit"
                        + " https://stripe.com/docs/billing/subscriptions/payment-methods-setting#payment-method-priority.",
                "");
    }
}
