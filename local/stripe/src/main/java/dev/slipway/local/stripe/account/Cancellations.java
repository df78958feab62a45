package dev.slipway.local.stripe.account;

import com.stripe.model.Subscription;
import dev.slipway.local.stripe.wire.Form;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How subscriptions are canceled at once.
public final class Cancellations {

    private final Subscriptions subscriptions;
    private final Items items;
    private final Invoices invoices;
    private final Payments payments;
    private final Times times;

    Cancellations(Subscriptions subscriptions, Items items, Invoices invoices, Payments payments, Times times) {
        this.subscriptions = subscriptions;
        this.items = items;
        this.invoices = invoices;
        this.payments = payments;
        this.times = times;
    }

    /// Gives back what isn't used only if it is asked to, and then keeps it as a note unless an invoice is asked for
    /// too.
    public Subscription cancel(String id, Form form) {
        var subscription = subscriptions.cancelable(id);
        var now = times.now(subscriptions.customer(subscription));
        var details = form.at("cancellation_details");
        details.text("comment").ifPresent(subscription.getCancellationDetails()::setComment);
        details.text("feedback").ifPresent(subscription.getCancellationDetails()::setFeedback);
        if (form.flag("prorate") && !subscription.getStatus().equals("incomplete")) {
            items.prorations(subscription, gone(subscription), within(subscription, now), now)
                    .forEach(note -> invoices.note(note, now));
        }
        subscriptions.end(subscription, "cancellation_requested", now);
        var notes = invoices.pending(subscription);
        if (form.flag("invoice_now") && !notes.isEmpty()) {
            var invoice = invoices.draft(subscription, invoices.lines(notes), "subscription_update", now);
            invoices.add(invoice, notes, subscription, now);
            invoices.finish(invoice, now);
            payments.collect(invoice, false, now);
        }
        return subscription;
    }

    private static Instant within(Subscription subscription, Instant now) {
        var end = Subscriptions.periodEnd(subscription);
        return now.isAfter(end) ? end : now;
    }

    private static List<Items.Change> gone(Subscription subscription) {
        return subscription.getItems().getData().stream()
                .map(item -> new Items.Change(Optional.of(item), Optional.empty()))
                .toList();
    }
}
