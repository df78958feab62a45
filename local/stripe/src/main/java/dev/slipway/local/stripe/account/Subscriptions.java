package dev.slipway.local.stripe.account;

import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionItem;
import dev.slipway.local.stripe.wire.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/// What states a subscription goes through.
public final class Subscriptions {

    /// How long the first payment, or a change that waits for one, may take.
    static final Duration PATIENCE = Duration.ofHours(23);

    /// How long the invoice of a renewal is a draft, so that something could still be added.
    private static final Duration DRAFT = Duration.ofHours(1);

    private static final Set<String> OVER = Set.of("canceled", "incomplete_expired");

    private final Books books;
    private final Journal journal;
    private final Invoices invoices;
    private final Lines lines;
    private final LastResort lastResort;

    Subscriptions(Books books, Journal journal, Invoices invoices, Lines lines, LastResort lastResort) {
        this.books = books;
        this.journal = journal;
        this.invoices = invoices;
        this.lines = lines;
        this.lastResort = lastResort;
    }

    /// Whether it isn't over.
    static boolean goesOn(Subscription subscription) {
        return !OVER.contains(subscription.getStatus());
    }

    static Instant periodEnd(Subscription subscription) {
        return Instant.ofEpochSecond(
                subscription.getItems().getData().getFirst().getCurrentPeriodEnd());
    }

    static Instant periodStart(Subscription subscription) {
        return Instant.ofEpochSecond(
                subscription.getItems().getData().getFirst().getCurrentPeriodStart());
    }

    Optional<Subscription> of(Invoice invoice) {
        var details = invoice.getParent().getSubscriptionDetails();
        return books.subscriptions.find(details.getSubscription());
    }

    /// The period is over: the next begins, or the subscription ends.
    void renew(Subscription subscription, Instant now) {
        if (subscription.getCancelAtPeriodEnd()) {
            billRest(subscription, now);
            end(subscription, "cancellation_requested", now);
            return;
        }
        var before = journal.before(subscription);
        var start = periodEnd(subscription);
        var previous = periodStart(subscription);
        var anchor = Instant.ofEpochSecond(subscription.getBillingCycleAnchor());
        var end = interval(subscription).end(anchor, start);
        for (SubscriptionItem item : subscription.getItems().getData()) {
            item.setCurrentPeriodStart(start.getEpochSecond());
            item.setCurrentPeriodEnd(end.getEpochSecond());
        }
        var notes = invoices.pending(subscription);
        var all = new ArrayList<>(invoices.lines(notes));
        subscription.getItems().getData().forEach(item -> all.add(lines.period(subscription, item, start, end)));
        var invoice = invoices.draft(subscription, all, "subscription_cycle", now);
        invoice.setPeriodStart(previous.getEpochSecond());
        invoice.setPeriodEnd(start.getEpochSecond());
        if (subscription.getStatus().equals("unpaid")) {
            invoice.setAutoAdvance(false);
        } else {
            invoice.setAutomaticallyFinalizesAt(now.plus(DRAFT).getEpochSecond());
        }
        invoices.add(invoice, notes, subscription, now);
        journal.updated("customer.subscription.updated", before, subscription, now);
    }

    static Interval interval(Subscription subscription) {
        return Interval.of(subscription
                .getItems()
                .getData()
                .getFirst()
                .getPrice()
                .getRecurring()
                .getInterval());
    }

    /// What was noted and not yet invoiced is, at the end.
    private void billRest(Subscription subscription, Instant now) {
        var notes = invoices.pending(subscription);
        if (!notes.isEmpty()) {
            var invoice = invoices.draft(subscription, invoices.lines(notes), "subscription_cycle", now);
            invoice.setAutomaticallyFinalizesAt(now.plus(DRAFT).getEpochSecond());
            invoices.add(invoice, notes, subscription, now);
        }
    }

    /// It is over.
    ///
    /// @param reason Stripe's word for it
    void end(Subscription subscription, String reason, Instant now) {
        subscription.setStatus("canceled");
        subscription.setEndedAt(now.getEpochSecond());
        if (subscription.getCanceledAt() == null) {
            subscription.setCanceledAt(now.getEpochSecond());
        }
        if (subscription.getCancellationDetails().getReason() == null) {
            subscription.getCancellationDetails().setReason(reason);
        }
        subscription.setPendingUpdate(null);
        books.invoices
                .oldestFirst()
                .filter(invoice -> of(invoice)
                        .map(Subscription::getId)
                        .filter(subscription.getId()::equals)
                        .isPresent())
                .filter(invoice -> invoice.getStatus().equals("open"))
                .forEach(invoice -> {
                    invoice.setAutoAdvance(false);
                    invoice.setNextPaymentAttempt(null);
                });
        journal.record("customer.subscription.deleted", subscription, now);
    }

    /// The first payment didn't come in time.
    void expire(Subscription subscription, Instant now) {
        var before = journal.before(subscription);
        subscription.setStatus("incomplete_expired");
        subscription.setEndedAt(now.getEpochSecond());
        journal.updated("customer.subscription.updated", before, subscription, now);
        dropLatestInvoice(subscription, now);
    }

    /// What was to be changed isn't, since it wasn't paid.
    void forgetPendingUpdate(Subscription subscription, Instant now) {
        var before = journal.before(subscription);
        subscription.setPendingUpdate(null);
        dropLatestInvoice(subscription, now);
        journal.record("customer.subscription.pending_update_expired", subscription, now);
        journal.updated("customer.subscription.updated", before, subscription, now);
    }

    /// An invoice was given up. A change that waits for its payment goes with it.
    void voided(Invoice invoice, Instant now) {
        latestOf(invoice)
                .filter(subscription -> subscription.getPendingUpdate() != null)
                .ifPresent(subscription -> forgetPendingUpdate(subscription, now));
    }

    private void dropLatestInvoice(Subscription subscription, Instant now) {
        var invoice = books.invoices.get(subscription.getLatestInvoice());
        if (invoice.getStatus().equals("open")) {
            invoice.setStatus("void");
            invoice.setAutoAdvance(false);
            invoice.setAmountRemaining(0L);
            invoice.getStatusTransitions().setVoidedAt(now.getEpochSecond());
            returnBalance(invoice, now);
            journal.record("invoice.voided", invoice, now);
        }
    }

    /// What a void invoice had taken of the customer's balance is there again.
    void returnBalance(Invoice invoice, Instant now) {
        var customer = books.customers.get(invoice.getCustomer());
        var before = journal.before(customer);
        customer.setBalance(Math.addExact(customer.getBalance(), invoice.getStartingBalance()));
        journal.updated("customer.updated", before, customer, now);
    }

    /// An invoice was paid. The state follows the latest invoice alone, as at Stripe.
    void paid(Invoice invoice, Instant now) {
        delinquent(invoice, false, now);
        latestOf(invoice).ifPresent(subscription -> {
            var before = journal.before(subscription);
            var pending = subscription.getPendingUpdate();
            if (isAwaited(invoice, subscription)) {
                Items.put(subscription, pending.getSubscriptionItems());
                subscription.setPendingUpdate(null);
                journal.record("customer.subscription.pending_update_applied", subscription, now);
            }
            subscription.setStatus("active");
            journal.updated("customer.subscription.updated", before, subscription, now);
        });
    }

    /// An invoice could not be collected.
    ///
    /// @param finallyNot whether it isn't tried again
    void unpaid(Invoice invoice, boolean finallyNot, Instant now) {
        delinquent(invoice, true, now);
        latestOf(invoice).ifPresent(subscription -> {
            if (subscription.getStatus().equals("incomplete") || isAwaited(invoice, subscription)) {
                return;
            }
            become(subscription, "past_due", now);
            if (finallyNot) {
                switch (lastResort) {
                    case CANCEL -> end(subscription, "payment_failed", now);
                    case MARK_UNPAID -> become(subscription, "unpaid", now);
                    case LEAVE_PAST_DUE -> {}
                }
            }
        });
    }

    /// An invoice was given up: whoever owed it last is in good standing again.
    void forgiven(Invoice invoice, Instant now) {
        latestOf(invoice)
                .filter(subscription -> subscription.getStatus().equals("past_due"))
                .ifPresent(subscription -> become(subscription, "active", now));
    }

    void become(Subscription subscription, String status, Instant now) {
        var before = journal.before(subscription);
        subscription.setStatus(status);
        journal.updated("customer.subscription.updated", before, subscription, now);
    }

    /// The one that has its state by this invoice: the last that was made, or one that got its number after that, as a
    /// renewal's does which was a draft when something else was invoiced.
    private Optional<Subscription> latestOf(Invoice invoice) {
        return of(invoice)
                .filter(Subscriptions::goesOn)
                .filter(subscription -> invoice.getId().equals(subscription.getLatestInvoice())
                        || finalizedAt(invoice) > finalizedAt(books.invoices.get(subscription.getLatestInvoice())));
    }

    private static long finalizedAt(Invoice invoice) {
        return Optional.ofNullable(invoice.getStatusTransitions().getFinalizedAt())
                .orElse(Long.MAX_VALUE);
    }

    /// Whether this invoice is what a change waits for.
    private static boolean isAwaited(Invoice invoice, Subscription subscription) {
        return subscription.getPendingUpdate() != null && invoice.getId().equals(subscription.getLatestInvoice());
    }

    private void delinquent(Invoice invoice, boolean delinquent, Instant now) {
        var customer = books.customers.get(invoice.getCustomer());
        var before = journal.before(customer);
        customer.setDelinquent(delinquent);
        journal.updated("customer.updated", before, customer, now);
    }

    /// One that can be canceled: at Stripe one that is over isn't found any more for that.
    public Subscription cancelable(String id) {
        return Optional.of(books.subscriptions.get(id))
                .filter(Subscriptions::goesOn)
                .orElseThrow(() -> Refusal.notFound("subscription", id));
    }

    Customer customer(Subscription subscription) {
        return books.customers.get(subscription.getCustomer());
    }
}
