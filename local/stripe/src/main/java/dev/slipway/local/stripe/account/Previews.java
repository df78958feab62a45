package dev.slipway.local.stripe.account;

import com.stripe.model.Invoice;
import com.stripe.model.InvoiceItem;
import com.stripe.model.InvoiceLineItem;
import com.stripe.model.Subscription;
import dev.slipway.local.stripe.wire.Form;
import dev.slipway.local.stripe.wire.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What something would cost: an invoice that is never written down.
public final class Previews {

    private final Books books;
    private final Times times;
    private final Items items;
    private final Lines lines;
    private final Invoices invoices;
    private final Signups signups;

    Previews(Books books, Times times, Items items, Lines lines, Invoices invoices, Signups signups) {
        this.books = books;
        this.times = times;
        this.items = items;
        this.lines = lines;
        this.invoices = invoices;
        this.signups = signups;
    }

    public Invoice preview(Form form) {
        var details = form.at("subscription_details");
        return form.text("subscription")
                .map(id -> ofSubscription(id, form, details))
                .orElseGet(() -> ofNothing(form, details));
    }

    /// The first invoice of a subscription that somebody might begin.
    private Invoice ofNothing(Form form, Form details) {
        var id = form.text("customer")
                .orElseThrow(() -> Refusal.parameter(
                        "parameter_missing", "You must provide one of `customer` or `subscription`.", "customer"));
        var customer = books.customer(id, "customer");
        var now = times.now(customer);
        var wanted = signups.wanted(details.list("items"), "subscription_details[items]", 0);
        return shown(signups.firstInvoice(signups.draft(customer, wanted, now), now));
    }

    private Invoice ofSubscription(String id, Form form, Form details) {
        var subscription = books.subscriptions.named(id, "subscription");
        form.text("customer")
                .filter(customer -> !customer.equals(subscription.getCustomer()))
                .ifPresent(customer -> {
                    throw Refusal.invalid(
                            "The subscription %s doesn't belong to the customer %s.".formatted(id, customer),
                            "subscription");
                });
        if (!Subscriptions.goesOn(subscription)) {
            throw Refusal.invalid(
                    "invoice_upcoming_none", "No upcoming invoices for customer: " + subscription.getCustomer(), "");
        }
        var now = times.now(books.customers.get(subscription.getCustomer()));
        var changes = items.read(subscription, details.list("items"), "subscription_details[items]", now);
        var at = Updates.prorationDate(subscription, details, "subscription_details[proration_date]", now);
        var behavior = details.text("proration_behavior").orElse("create_prorations");
        var notes = behavior.equals("none") ? List.<InvoiceItem>of() : items.prorations(subscription, changes, at, now);
        var all = new ArrayList<>(invoices.lines(invoices.pending(subscription)));
        all.addAll(invoices.lines(notes));
        if (behavior.equals("always_invoice") && !notes.isEmpty()) {
            return shown(dated(invoices.draft(subscription, all, "subscription_update", now), at));
        }
        if (endsWithThePeriod(subscription, details)) {
            return ending(subscription, all, now);
        }
        var start = Subscriptions.periodEnd(subscription);
        var end = Subscriptions.interval(subscription)
                .end(Instant.ofEpochSecond(subscription.getBillingCycleAnchor()), start);
        Items.after(changes).forEach(item -> all.add(lines.period(subscription, item, start, end)));
        var invoice = invoices.draft(subscription, all, "upcoming", now);
        invoice.setCreated(start.getEpochSecond());
        invoice.setNextPaymentAttempt(start.plusSeconds(3600).getEpochSecond());
        invoice.setPeriodStart(Subscriptions.periodStart(subscription).getEpochSecond());
        invoice.setPeriodEnd(start.getEpochSecond());
        return shown(notes.isEmpty() ? invoice : dated(invoice, at));
    }

    private static boolean endsWithThePeriod(Subscription subscription, Form details) {
        return details.has("cancel_at_period_end")
                ? details.flag("cancel_at_period_end")
                : subscription.getCancelAtPeriodEnd();
    }

    private Invoice ending(Subscription subscription, List<InvoiceLineItem> all, Instant now) {
        if (all.isEmpty()) {
            throw Refusal.invalid(
                    "invoice_upcoming_none", "No upcoming invoices for customer: " + subscription.getCustomer(), "");
        }
        return shown(invoices.draft(subscription, all, "upcoming", now));
    }

    private static Invoice dated(Invoice invoice, Instant at) {
        invoice.getParent().getSubscriptionDetails().setSubscriptionProrationDate(at.getEpochSecond());
        return invoice;
    }

    private static Invoice shown(Invoice invoice) {
        invoice.setId("upcoming_" + invoice.getId());
        return invoice;
    }
}
