package dev.slipway.local.stripe.account;

import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import dev.slipway.local.stripe.wire.Form;
import dev.slipway.local.stripe.wire.Refusal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// How subscriptions begin.
public final class Signups {

    private final Books books;
    private final Journal journal;
    private final Times times;
    private final Items items;
    private final Lines lines;
    private final Invoices invoices;
    private final Payments payments;
    private final Wallet wallet;

    Signups(
            Books books,
            Journal journal,
            Times times,
            Items items,
            Lines lines,
            Invoices invoices,
            Payments payments,
            Wallet wallet) {
        this.books = books;
        this.journal = journal;
        this.times = times;
        this.items = items;
        this.lines = lines;
        this.invoices = invoices;
        this.payments = payments;
        this.wallet = wallet;
    }

    /// A price, and how many of it.
    record Wanted(Price price, long quantity) {}

    /// Begins one without a page, with a card that is saved.
    public Subscription create(Form form) {
        var customer = books.customer(form.text("customer").orElse(""), "customer");
        var now = times.now(customer);
        var wanted = wanted(form.list("items"), "items", 0);
        var behavior = form.text("payment_behavior").orElse("allow_incomplete");
        if (behavior.equals("pending_if_incomplete")) {
            throw Refusal.invalid(
                    "`pending_if_incomplete` can only be used when a subscription is updated.", "payment_behavior");
        }
        var method = form.text("default_payment_method")
                .map(id -> wallet.of(customer, id, "default_payment_method"))
                .or(() -> wallet.paying(customer));
        if (method.isEmpty() && !behavior.equals("default_incomplete")) {
            throw Wallet.noCard();
        }
        if (behavior.equals("error_if_incomplete")) {
            refuseWhatWouldNotBePaid(method);
        }
        var subscription = draft(customer, wanted, now);
        form.text("default_payment_method").ifPresent(subscription::setDefaultPaymentMethod);
        subscription.setMetadata(Customers.merged(Map.of(), form));
        form.text("description").ifPresent(subscription::setDescription);
        var invoice = begin(subscription, now);
        if (!behavior.equals("default_incomplete") || invoice.getAmountDue() == 0) {
            payments.collect(invoice, false, now);
        }
        return subscription;
    }

    static void refuseWhatWouldNotBePaid(Optional<PaymentMethod> method) {
        switch (Payments.outcome(method)) {
            case PAID -> {}
            case DECLINED -> throw method.isEmpty() ? Wallet.noCard() : Wallet.declined();
            case AUTHENTICATION -> throw Wallet.unauthenticated();
        }
    }

    /// What the list of this form wants.
    List<Wanted> wanted(List<Form> asked, String path, long least) {
        if (asked.isEmpty()) {
            throw Refusal.invalid("parameter_missing", "Missing required param: %s.".formatted(path), path);
        }
        var seen = new HashSet<String>();
        for (var each : asked) {
            var id = each.text("price").orElse("");
            if (!seen.add(id)) {
                throw Refusal.invalid("Cannot add multiple subscription items with the same plan: " + id, path);
            }
        }
        return IntStream.range(0, asked.size())
                .mapToObj(i -> {
                    var at = "%s[%d]".formatted(path, i);
                    var quantity = asked.get(i).number("quantity").orElse(1L);
                    Items.checkQuantity(quantity, least, at + "[quantity]");
                    return new Wanted(items.price(asked.get(i).text("price").orElse(""), at + "[price]"), quantity);
                })
                .toList();
    }

    /// One that is in no book yet.
    Subscription draft(Customer customer, List<Wanted> wanted, Instant now) {
        var subscription = new Subscription();
        var flexible = new Subscription.BillingMode();
        flexible.setType("flexible");
        var tax = new Subscription.AutomaticTax();
        tax.setEnabled(false);
        var issuer = new Subscription.InvoiceSettings.Issuer();
        issuer.setType("self");
        var invoiceSettings = new Subscription.InvoiceSettings();
        invoiceSettings.setIssuer(issuer);
        var paymentSettings = new Subscription.PaymentSettings();
        paymentSettings.setSaveDefaultPaymentMethod("off");
        subscription.setId(Ids.next("sub"));
        subscription.setObject("subscription");
        subscription.setAutomaticTax(tax);
        subscription.setBillingCycleAnchor(now.getEpochSecond());
        subscription.setBillingMode(flexible);
        subscription.setCancelAtPeriodEnd(false);
        subscription.setCancellationDetails(new Subscription.CancellationDetails());
        subscription.setCollectionMethod("charge_automatically");
        subscription.setCreated(now.getEpochSecond());
        subscription.setCurrency(wanted.getFirst().price().getCurrency());
        subscription.setCustomer(customer.getId());
        subscription.setDefaultTaxRates(List.of());
        subscription.setDiscounts(List.of());
        subscription.setInvoiceSettings(invoiceSettings);
        subscription.setLivemode(false);
        subscription.setMetadata(Map.of());
        subscription.setPaymentSettings(paymentSettings);
        subscription.setStartDate(now.getEpochSecond());
        subscription.setStatus("incomplete");
        subscription.setTestClock(customer.getTestClock());
        var interval = Interval.of(wanted.getFirst().price().getRecurring().getInterval());
        var end = interval.end(now, now);
        Items.put(
                subscription,
                wanted.stream()
                        .map(each -> items.item(subscription, each.price(), each.quantity(), now, end))
                        .toList());
        return subscription;
    }

    /// Writes it down with its first invoice, which is still to be paid.
    Invoice begin(Subscription subscription, Instant now) {
        var invoice = firstInvoice(subscription, now);
        books.subscriptions.add(subscription);
        journal.record("customer.subscription.created", subscription, now);
        invoices.add(invoice, List.of(), subscription, now);
        invoices.finish(invoice, now);
        return invoice;
    }

    Invoice firstInvoice(Subscription subscription, Instant now) {
        var end = Subscriptions.periodEnd(subscription);
        var all = subscription.getItems().getData().stream()
                .map(item -> lines.period(subscription, item, now, end))
                .toList();
        return invoices.draft(subscription, all, "subscription_create", now);
    }

    /// Begins one that was paid for on a page: it never was anything but active.
    Subscription paid(Subscription subscription, PaymentMethod method, Instant now) {
        subscription.setDefaultPaymentMethod(method.getId());
        subscription.setStatus("active");
        var invoice = begin(subscription, now);
        invoice.setAttemptCount(1L);
        payments.settle(invoice, now);
        return subscription;
    }
}
