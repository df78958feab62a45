package dev.slipway.local.stripe.account;

import com.stripe.model.Invoice;
import com.stripe.model.PaymentMethod;
import dev.slipway.local.stripe.wire.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How invoices are paid, or not.
public final class Payments {

    /// When a payment that failed is tried again, after each failure. Stripe chooses the moments by a method of its
    /// own; these are the ones that it proposed before it did.
    private static final List<Duration> RETRIES = List.of(Duration.ofDays(3), Duration.ofDays(5), Duration.ofDays(7));

    private static final Set<String> PAYABLE = Set.of("open", "uncollectible");

    private final Journal journal;
    private final Wallet wallet;
    private final Books books;
    private final Subscriptions subscriptions;

    Payments(Books books, Journal journal, Wallet wallet, Subscriptions subscriptions) {
        this.books = books;
        this.journal = journal;
        this.wallet = wallet;
        this.subscriptions = subscriptions;
    }

    /// Tries to collect by itself. It's tried again later only if `again`.
    Card.Outcome collect(Invoice invoice, boolean again, Instant now) {
        if (invoice.getAmountDue() == 0) {
            settle(invoice, now);
            return Card.Outcome.PAID;
        }
        var outcome = outcome(method(invoice));
        invoice.setAttempted(true);
        invoice.setAttemptCount(invoice.getAttemptCount() + 1);
        if (outcome == Card.Outcome.PAID) {
            settle(invoice, now);
        } else {
            fail(invoice, outcome, again, now);
        }
        return outcome;
    }

    static Card.Outcome outcome(Optional<PaymentMethod> method) {
        return method.map(Card::of).map(Card::charge).orElse(Card.Outcome.DECLINED);
    }

    private Optional<PaymentMethod> method(Invoice invoice) {
        return subscriptions
                .of(invoice)
                .map(wallet::paying)
                .orElseGet(() -> wallet.paying(books.customers.get(invoice.getCustomer())));
    }

    private void fail(Invoice invoice, Card.Outcome outcome, boolean again, Instant now) {
        var retry = (int) (invoice.getAttemptCount() - 1);
        var next =
                again && retry < RETRIES.size() ? Optional.of(now.plus(RETRIES.get(retry))) : Optional.<Instant>empty();
        invoice.setNextPaymentAttempt(next.map(Instant::getEpochSecond).orElse(null));
        if (outcome == Card.Outcome.AUTHENTICATION) {
            journal.record("invoice.payment_action_required", invoice, now);
        }
        journal.record("invoice.payment_failed", invoice, now);
        subscriptions.unpaid(invoice, again && next.isEmpty(), now);
    }

    /// It is paid.
    void settle(Invoice invoice, Instant now) {
        invoice.setAttempted(true);
        invoice.setStatus("paid");
        invoice.setAmountPaid(invoice.getAmountDue());
        invoice.setAmountRemaining(0L);
        invoice.setAutoAdvance(false);
        invoice.setNextPaymentAttempt(null);
        invoice.getStatusTransitions().setPaidAt(now.getEpochSecond());
        journal.record("invoice.paid", invoice, now);
        journal.record("invoice.payment_succeeded", invoice, now);
        subscriptions.paid(invoice, now);
    }

    /// Somebody asks that it be paid with what is saved, now.
    ///
    /// @throws Refusal if that doesn't work; the failed attempt is noted all the same
    public Invoice pay(Invoice invoice, Instant now) {
        checkPayable(invoice);
        if (method(invoice).isEmpty()) {
            throw Wallet.noCard();
        }
        switch (attempt(invoice, method(invoice), now)) {
            case PAID -> {}
            case DECLINED -> throw Wallet.declined();
            case AUTHENTICATION ->
                throw Refusal.invalid(
                        "invoice_payment_intent_requires_action",
                        "This payment requires additional user action before it can be completed successfully.",
                        "");
        }
        return invoice;
    }

    /// A customer pays on a page.
    Card.Outcome pay(Invoice invoice, Card card, Instant now) {
        checkPayable(invoice);
        var customer = books.customers.get(invoice.getCustomer());
        if (card == Card.DECLINED) {
            invoice.setAttemptCount(invoice.getAttemptCount() + 1);
            journal.record("invoice.payment_failed", invoice, now);
            return Card.Outcome.DECLINED;
        }
        return attempt(invoice, Optional.of(wallet.attach(card, customer, now)), now);
    }

    private Card.Outcome attempt(Invoice invoice, Optional<PaymentMethod> method, Instant now) {
        var outcome = outcome(method);
        invoice.setAttempted(true);
        invoice.setAttemptCount(invoice.getAttemptCount() + 1);
        switch (outcome) {
            case PAID -> settle(invoice, now);
            case AUTHENTICATION -> journal.record("invoice.payment_action_required", invoice, now);
            case DECLINED -> journal.record("invoice.payment_failed", invoice, now);
        }
        return outcome;
    }

    /// The owner of the card has confirmed the payment.
    void confirmed(Invoice invoice, Instant now) {
        checkPayable(invoice);
        settle(invoice, now);
    }

    private static void checkPayable(Invoice invoice) {
        if (invoice.getStatus().equals("paid")) {
            throw Refusal.invalid("invoice_already_paid", "Invoice is already paid", "");
        }
        if (!PAYABLE.contains(invoice.getStatus())) {
            throw Refusal.invalid(
                    "invoice_not_editable",
                    "This invoice can't be paid: its status is %s.".formatted(invoice.getStatus()),
                    "");
        }
    }

    public Invoice giveUp(Invoice invoice, String status, Instant now) {
        var allowed = status.equals("void") ? PAYABLE : Set.of("open");
        if (!allowed.contains(invoice.getStatus())) {
            throw Refusal.invalid(
                    "You can only pass in open invoices. This invoice isn't open: its status is %s."
                            .formatted(invoice.getStatus()),
                    "");
        }
        invoice.setStatus(status);
        invoice.setAutoAdvance(false);
        invoice.setNextPaymentAttempt(null);
        if (status.equals("void")) {
            invoice.setAmountRemaining(0L);
            invoice.getStatusTransitions().setVoidedAt(now.getEpochSecond());
            subscriptions.returnBalance(invoice, now);
            journal.record("invoice.voided", invoice, now);
            subscriptions.voided(invoice, now);
        } else {
            invoice.getStatusTransitions().setMarkedUncollectibleAt(now.getEpochSecond());
            journal.record("invoice.marked_uncollectible", invoice, now);
            subscriptions.forgiven(invoice, now);
        }
        return invoice;
    }
}
