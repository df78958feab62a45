package dev.slipway.adapters.stripe;

import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.billingportal.SessionCreateParams;
import dev.slipway.billing.Checkout;
import dev.slipway.billing.CustomerId;
import dev.slipway.billing.Invoice;
import dev.slipway.billing.Payments;
import dev.slipway.billing.Prices;
import dev.slipway.billing.Quote;
import dev.slipway.billing.Subscription;
import dev.slipway.billing.SubscriptionId;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import dev.slipway.org.SeatKind;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// Stripe by its own library (`docs/adr/0024`), the only thing in Slipway that asks it.
///
/// What Stripe refuses without the port having an answer for it is an [IllegalStateException] with Stripe's sentence.
public final class StripePayments implements Payments {

    /// Under which customers and subscriptions say at Stripe whose they are, for whoever looks there.
    static final String ORGANIZATION = "organization";

    private static final CustomerId NOBODY = new CustomerId("cus_none");

    private final Wire wire;
    private final PriceList prices;
    private final Checkouts checkouts;
    private final Subscriptions subscriptions;
    private final Changes changes;
    private final Invoices invoices;

    private StripePayments(StripeSettings settings, Wire wire, InstantSource clock) {
        this.wire = wire;
        prices = new PriceList(wire, settings.seatPrice(), settings.poolSeatPrice(), clock);
        checkouts = new Checkouts(wire, prices);
        subscriptions = new Subscriptions(wire, new Reading(prices));
        changes = new Changes(wire, prices);
        invoices = new Invoices(wire);
    }

    /// Nothing is asked yet.
    ///
    /// @param apiKey asked anew for each request, so that another key counts without a start
    /// @param clock which says how long prices are remembered
    public static StripePayments open(StripeSettings settings, Supplier<String> apiKey, InstantSource clock) {
        return new StripePayments(settings, new Wire(settings.apiBase(), apiKey), clock);
    }

    /// The same with less patience.
    static StripePayments open(StripeSettings settings, Supplier<String> apiKey, InstantSource clock, int readMillis) {
        return new StripePayments(settings, new Wire(settings.apiBase(), apiKey, readMillis), clock);
    }

    /// Has what a first request needs loaded, before a snapshot is taken: by asking what is sold and for the
    /// subscription of nobody, whether there is an answer or not, and by reading a subscription that never was.
    public void prime() {
        quietly(prices::prices);
        quietly(() -> subscriptions.find(NOBODY));
        subscriptions.rehearse();
    }

    private static void quietly(Runnable request) {
        try {
            request.run();
        } catch (RuntimeException _) {
            // Whoever asks in earnest will hear of it.
        }
    }

    @Override
    public CustomerId open(Customer customer, String key) {
        var params = CustomerCreateParams.builder()
                .setName(customer.name())
                .putMetadata(ORGANIZATION, customer.org().value());
        customer.contact().map(Email::value).ifPresent(params::setEmail);
        return new CustomerId(wire.ask(stripe -> stripe.customers().create(params.build(), Wire.once(key)))
                .getId());
    }

    /// A deleted one is found still, as deleted.
    private boolean wasDeleted(CustomerId id) {
        return Boolean.TRUE.equals(
                wire.ask(stripe -> stripe.customers().retrieve(id.value())).getDeleted());
    }

    @Override
    public boolean knows(CustomerId id) {
        try {
            return !wasDeleted(id);
        } catch (Refusal refusal) {
            if (refusal.isOfWhatIsMissing()) {
                return false;
            }
            throw refusal;
        }
    }

    @Override
    public void describe(CustomerId id, Customer customer) {
        var params = CustomerUpdateParams.builder().setName(customer.name());
        customer.contact().map(Email::value).ifPresent(params::setEmail);
        wire.ask(stripe -> stripe.customers().update(id.value(), params.build()));
    }

    @Override
    public Checkout openCheckout(Purchase purchase, String key) {
        return checkouts.open(purchase, key);
    }

    @Override
    public boolean closeCheckout(String checkout) {
        return checkouts.close(checkout);
    }

    /// A customer that was deleted has none, if Stripe lists nothing of such a one. One that never was is an error:
    /// more likely the key is of another account.
    @Override
    public Optional<Subscription> find(CustomerId customer) {
        try {
            return subscriptions.find(customer);
        } catch (Refusal refusal) {
            if (refusal.isOfWhatIsMissing() && wasDeleted(customer)) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    @Override
    public Changed change(Subscription before, SeatKind kind, long quantity, Instant at, String key) {
        return changes.change(before, kind, quantity, at, key);
    }

    @Override
    public Quote quote(Subscription before, SeatKind kind, long quantity, Instant at) {
        return changes.quote(before, kind, quantity, at);
    }

    @Override
    public void forget(Subscription subscription) {
        subscriptions.forget(subscription.id());
    }

    @Override
    public boolean end(SubscriptionId subscription, boolean ends) {
        return subscriptions.end(subscription, ends);
    }

    @Override
    public void endNow(SubscriptionId subscription) {
        subscriptions.endNow(subscription);
    }

    @Override
    public URI openPortal(CustomerId customer, String returnTo) {
        var params = SessionCreateParams.builder()
                .setCustomer(customer.value())
                .setReturnUrl(returnTo)
                .build();
        return URI.create(wire.ask(stripe -> stripe.billingPortal().sessions().create(params))
                .getUrl());
    }

    @Override
    public Page<Invoice> listInvoices(CustomerId customer, Slice slice) {
        return invoices.list(customer, slice);
    }

    @Override
    public Prices prices() {
        return prices.prices();
    }
}
