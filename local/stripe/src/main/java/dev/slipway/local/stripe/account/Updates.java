package dev.slipway.local.stripe.account;

import com.stripe.model.Invoice;
import com.stripe.model.InvoiceItem;
import com.stripe.model.Subscription;
import dev.slipway.local.stripe.wire.Form;
import dev.slipway.local.stripe.wire.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How subscriptions are changed.
public final class Updates {

    /// With a change that waits for its payment nothing may come that doesn't wait.
    private static final Set<String> CAN_WAIT =
            Set.of("items", "payment_behavior", "proration_behavior", "proration_date", "expand");

    private static final Set<String> WHEN_OVER = Set.of("metadata", "cancellation_details", "expand");

    private final Books books;
    private final Journal journal;
    private final Times times;
    private final Items items;
    private final Invoices invoices;
    private final Payments payments;
    private final Wallet wallet;
    private final Subscriptions subscriptions;

    Updates(
            Books books,
            Journal journal,
            Times times,
            Items items,
            Invoices invoices,
            Payments payments,
            Wallet wallet,
            Subscriptions subscriptions) {
        this.books = books;
        this.journal = journal;
        this.times = times;
        this.items = items;
        this.invoices = invoices;
        this.payments = payments;
        this.wallet = wallet;
        this.subscriptions = subscriptions;
    }

    public Subscription update(String id, Form form) {
        var subscription = books.subscriptions.get(id);
        var now = times.now(subscriptions.customer(subscription));
        check(subscription, form);
        var changes = items.read(subscription, form.list("items"), "items", now);
        var at = prorationDate(subscription, form, "proration_date", now);
        var method = form.text("default_payment_method")
                .filter(text -> !text.isEmpty())
                .map(text -> wallet.of(subscriptions.customer(subscription), text, "default_payment_method"));
        var behavior = form.text("payment_behavior").orElse("allow_incomplete");
        var changesThePrice = changes.stream().anyMatch(Items.Change::changesThePrice);
        var notes = changesThePrice && !proration(form).equals("none")
                ? items.prorations(subscription, changes, at, now)
                : List.<InvoiceItem>of();
        var invoice = proration(form).equals("always_invoice") && changesThePrice
                ? Optional.of(draft(subscription, notes, now))
                : Optional.<Invoice>empty();
        var unpaid = invoice.filter(draft -> draft.getAmountDue() > 0);
        if (behavior.equals("error_if_incomplete") && unpaid.isPresent()) {
            Signups.refuseWhatWouldNotBePaid(method.or(() -> wallet.paying(subscription)));
        }
        var waits = behavior.equals("pending_if_incomplete")
                && unpaid.isPresent()
                && Payments.outcome(wallet.paying(subscription)) != Card.Outcome.PAID;
        if (changesThePrice && subscription.getPendingUpdate() != null) {
            subscriptions.forgetPendingUpdate(subscription, now);
        }
        var before = journal.before(subscription);
        notes.forEach(note -> invoices.note(note, now));
        method.ifPresent(card -> subscription.setDefaultPaymentMethod(card.getId()));
        changeTheRest(subscription, form, now);
        if (waits) {
            subscription.setPendingUpdate(pending(subscription, changes, now));
        } else {
            Items.put(subscription, Items.after(changes));
        }
        invoice.ifPresent(draft -> invoices.add(draft, invoices.pending(subscription), subscription, now));
        journal.updated("customer.subscription.updated", before, subscription, now);
        invoice.ifPresent(draft -> collect(draft, subscription, behavior, now));
        return subscription;
    }

    private static String proration(Form form) {
        return form.text("proration_behavior").orElse("create_prorations");
    }

    private static void check(Subscription subscription, Form form) {
        if (!Subscriptions.goesOn(subscription)
                && !WHEN_OVER.containsAll(form.tree().keySet())) {
            throw Refusal.invalid("A canceled subscription can only update its cancellation_details and metadata.", "");
        }
        if (subscription.getStatus().equals("incomplete") && form.has("items")) {
            throw Refusal.invalid(
                    "This subscription's first payment is still to be made: its items can't be changed before.",
                    "items");
        }
        if (form.text("payment_behavior")
                .filter("pending_if_incomplete"::equals)
                .isPresent()) {
            form.tree().keySet().stream()
                    .filter(name -> !CAN_WAIT.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw Refusal.invalid(
                                "When `payment_behavior` is set to `pending_if_incomplete`, you can't pass `%s`."
                                        .formatted(name),
                                name);
                    });
        }
    }

    /// The moment from which on a change is charged.
    static Instant prorationDate(Subscription subscription, Form form, String param, Instant now) {
        var date = form.number("proration_date").map(Instant::ofEpochSecond);
        date.filter(at -> at.isBefore(Subscriptions.periodStart(subscription))
                        || at.isAfter(Subscriptions.periodEnd(subscription)))
                .ifPresent(_ -> {
                    throw Refusal.invalid(
                            "Invalid proration_date: it must lie within the current billing period of the subscription.",
                            param);
                });
        var end = Subscriptions.periodEnd(subscription);
        return date.orElse(now.isAfter(end) ? end : now);
    }

    /// All that was noted, and this.
    private Invoice draft(Subscription subscription, List<InvoiceItem> notes, Instant now) {
        var lines = new ArrayList<>(invoices.lines(invoices.pending(subscription)));
        lines.addAll(invoices.lines(notes));
        return invoices.draft(subscription, lines, "subscription_update", now);
    }

    private static Subscription.PendingUpdate pending(
            Subscription subscription, List<Items.Change> changes, Instant now) {
        var latest = now.plus(Subscriptions.PATIENCE);
        var end = Subscriptions.periodEnd(subscription);
        var pending = new Subscription.PendingUpdate();
        pending.setExpiresAt((end.isBefore(latest) ? end : latest).getEpochSecond());
        pending.setSubscriptionItems(Items.after(changes));
        return pending;
    }

    private void collect(Invoice invoice, Subscription subscription, String behavior, Instant now) {
        invoices.finish(invoice, now);
        if (behavior.equals("default_incomplete") && invoice.getAmountDue() > 0) {
            subscriptions.become(subscription, "past_due", now);
        } else {
            payments.collect(invoice, subscription.getPendingUpdate() == null, now);
        }
    }

    private static void changeTheRest(Subscription subscription, Form form, Instant now) {
        form.text("cancel_at_period_end").ifPresent(_ -> cancelAtPeriodEnd(subscription, form, now));
        var details = form.at("cancellation_details");
        details.text("comment").ifPresent(subscription.getCancellationDetails()::setComment);
        details.text("feedback").ifPresent(subscription.getCancellationDetails()::setFeedback);
        form.text("description").ifPresent(text -> subscription.setDescription(text.isEmpty() ? null : text));
        if (form.has("metadata")) {
            subscription.setMetadata(Customers.merged(subscription.getMetadata(), form));
        }
    }

    private static void cancelAtPeriodEnd(Subscription subscription, Form form, Instant now) {
        var cancel = form.flag("cancel_at_period_end");
        if (cancel != subscription.getCancelAtPeriodEnd()) {
            subscription.setCancelAtPeriodEnd(cancel);
            subscription.setCancelAt(
                    cancel ? Subscriptions.periodEnd(subscription).getEpochSecond() : null);
            subscription.setCanceledAt(cancel ? now.getEpochSecond() : null);
            subscription.getCancellationDetails().setReason(cancel ? "cancellation_requested" : null);
        }
    }
}
