package dev.slipway.adapters.stripe;

import com.stripe.model.Invoice;
import com.stripe.model.SubscriptionCollection;
import com.stripe.net.ApiResource;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.SubscriptionCancelParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.SubscriptionRetrieveParams;
import com.stripe.param.SubscriptionUpdateParams;
import dev.slipway.billing.CustomerId;
import dev.slipway.billing.Subscription;
import dev.slipway.billing.Subscription.Status;
import dev.slipway.billing.SubscriptionId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Subscriptions as they are, and how they end.
final class Subscriptions {

    /// The most that Stripe lists at once. Who subscribed more often is judged by the last hundred.
    private static final long MOST = 100;

    private static final int OVER = 2;

    private static final String REHEARSED = """
            {"object": "list", "data": [{"id": "sub_none", "object": "subscription", "status": "active", "created": 0,
            "metadata": {"organization": "none"}, "items": {"object": "list", "data": [{"id": "si_none",
            "object": "subscription_item", "quantity": 1, "current_period_end": 0,
            "price": {"id": "price_none", "object": "price", "unit_amount": 0, "currency": "usd"}}]},
            "latest_invoice": {"id": "in_none", "object": "invoice", "status": "open", "created": 0}}]}""";

    private final Wire wire;
    private final Reading reading;

    Subscriptions(Wire wire, Reading reading) {
        this.wire = wire;
        this.reading = reading;
    }

    /// A customer that isn't there is no customer without a subscription: more likely the key is of another account.
    Optional<Subscription> find(CustomerId customer) {
        var params = SubscriptionListParams.builder()
                .setCustomer(customer.value())
                .setStatus(SubscriptionListParams.Status.ALL)
                .setLimit(MOST)
                .addExpand("data.latest_invoice")
                .build();
        return pick(wire.ask(stripe -> stripe.subscriptions().list(params)).getData())
                .map(told -> reading.of(told, owingSince(told)));
    }

    /// Reads one as it comes from Stripe.
    void rehearse() {
        var told = ApiResource.GSON
                .fromJson(REHEARSED, SubscriptionCollection.class)
                .getData();
        pick(told);
        told.forEach(each -> reading.of(each, Optional.empty()));
    }

    /// Those that give something first, then those that might yet, each the oldest first; then what was over last.
    private Optional<com.stripe.model.Subscription> pick(List<com.stripe.model.Subscription> all) {
        return all.stream()
                .filter(reading::isOurs)
                .min(Comparator.comparingInt(Subscriptions::rank)
                        .thenComparingLong(Subscriptions::order)
                        .thenComparing(com.stripe.model.Subscription::getId));
    }

    private static int rank(com.stripe.model.Subscription told) {
        return switch (Reading.status(told)) {
            case TRIALING, ACTIVE, PAST_DUE, UNPAID -> 0;
            case INCOMPLETE, PAUSED -> 1;
            case CANCELED, INCOMPLETE_EXPIRED -> OVER;
        };
    }

    private static long order(com.stripe.model.Subscription told) {
        return switch (Reading.status(told)) {
            case TRIALING, ACTIVE, PAST_DUE, UNPAID, INCOMPLETE, PAUSED -> told.getCreated();
            case CANCELED, INCOMPLETE_EXPIRED ->
                -Optional.ofNullable(told.getEndedAt()).orElse(told.getCreated());
        };
    }

    /// Since when the oldest invoice waits. One that Stripe has given up doesn't wait any more, and counts only if no
    /// other does.
    private Optional<Instant> owingSince(com.stripe.model.Subscription told) {
        var status = Reading.status(told);
        if (status != Status.PAST_DUE && status != Status.UNPAID) {
            return Optional.empty();
        }
        var params = InvoiceListParams.builder()
                .setSubscription(told.getId())
                .setLimit(MOST)
                .build();
        var invoices = wire.ask(stripe -> stripe.invoices().list(params)).getData();
        return oldest(invoices, "open").or(() -> oldest(invoices, "uncollectible"));
    }

    private static Optional<Instant> oldest(List<Invoice> invoices, String status) {
        return invoices.stream()
                .filter(invoice -> status.equals(invoice.getStatus()))
                .map(Subscriptions::finalizedAt)
                .min(Comparator.naturalOrder());
    }

    private static Instant finalizedAt(Invoice invoice) {
        return Instant.ofEpochSecond(Optional.ofNullable(invoice.getStatusTransitions())
                .map(Invoice.StatusTransitions::getFinalizedAt)
                .orElse(invoice.getCreated()));
    }

    /// Drops a change that waits, by its invoice. One that was paid or dropped meanwhile stays what it is.
    void forget(SubscriptionId id) {
        awaitedInvoice(id).ifPresent(invoice -> {
            try {
                wire.ask(stripe -> stripe.invoices().voidInvoice(invoice));
            } catch (Refusal refusal) {
                if (awaitedInvoice(id).filter(invoice::equals).isPresent()) {
                    throw refusal;
                }
            }
        });
    }

    private Optional<String> awaitedInvoice(SubscriptionId id) {
        var params =
                SubscriptionRetrieveParams.builder().addExpand("latest_invoice").build();
        var told = wire.ask(stripe -> stripe.subscriptions().retrieve(id.value(), params));
        return Optional.ofNullable(told.getPendingUpdate())
                .flatMap(_ -> Optional.ofNullable(told.getLatestInvoiceObject()))
                .filter(invoice -> "open".equals(invoice.getStatus()))
                .map(Invoice::getId);
    }

    boolean end(SubscriptionId id, boolean ends) {
        var params =
                SubscriptionUpdateParams.builder().setCancelAtPeriodEnd(ends).build();
        try {
            wire.ask(stripe -> stripe.subscriptions().update(id.value(), params));
            return true;
        } catch (Refusal refusal) {
            if (refusal.isOfWhatIsMissing() || isOver(id)) {
                return false;
            }
            throw refusal;
        }
    }

    private boolean isOver(SubscriptionId id) {
        var told = wire.ask(stripe -> stripe.subscriptions().retrieve(id.value()));
        return rank(told) == OVER;
    }

    /// One that is over isn't found any more for that.
    void endNow(SubscriptionId id) {
        var params = SubscriptionCancelParams.builder()
                .setInvoiceNow(false)
                .setProrate(false)
                .build();
        try {
            wire.ask(stripe -> stripe.subscriptions().cancel(id.value(), params));
        } catch (Refusal refusal) {
            if (!refusal.isOfWhatIsMissing()) {
                throw refusal;
            }
        }
    }
}
