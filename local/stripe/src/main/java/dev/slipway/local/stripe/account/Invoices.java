package dev.slipway.local.stripe.account;

import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.model.InvoiceItem;
import com.stripe.model.InvoiceLineItem;
import com.stripe.model.InvoiceLineItemCollection;
import com.stripe.model.Subscription;
import dev.slipway.local.stripe.wire.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Invoices up to the moment at which they want to be paid.
public final class Invoices {

    /// What Stripe doesn't charge: it goes to the customer's balance instead. The real limit depends on the currency.
    private static final long LEAST = 50;

    private final Books books;
    private final Journal journal;
    private final Lines lines;
    private final Settings settings;
    private final Supplier<String> url;

    Invoices(Books books, Journal journal, Lines lines, Settings settings, Supplier<String> url) {
        this.books = books;
        this.journal = journal;
        this.lines = lines;
        this.settings = settings;
        this.url = url;
    }

    /// An invoice that is nowhere yet.
    ///
    /// @param reason Stripe's word for it, such as `subscription_cycle`
    Invoice draft(Subscription subscription, List<InvoiceLineItem> all, String reason, Instant now) {
        var customer = books.customers.get(subscription.getCustomer());
        var invoice = new Invoice();
        invoice.setId(Ids.next("in"));
        invoice.setObject("invoice");
        invoice.setAccountName(settings.business());
        invoice.setAttemptCount(0L);
        invoice.setAttempted(false);
        invoice.setAutoAdvance(true);
        invoice.setBillingReason(reason);
        invoice.setCreated(now.getEpochSecond());
        invoice.setCurrency(subscription.getCurrency());
        invoice.setDefaultTaxRates(List.of());
        invoice.setDiscounts(List.of());
        invoice.setLivemode(false);
        invoice.setMetadata(Map.of());
        invoice.setParent(parent(subscription));
        invoice.setPeriodStart(now.getEpochSecond());
        invoice.setPeriodEnd(now.getEpochSecond());
        invoice.setStartingBalance(customer.getBalance());
        invoice.setStatus("draft");
        invoice.setStatusTransitions(new Invoice.StatusTransitions());
        invoice.setTestClock(subscription.getTestClock());
        invoice.setCollectionMethod("charge_automatically");
        fixed(invoice);
        address(invoice, customer);
        put(invoice, all);
        return invoice;
    }

    private static void fixed(Invoice invoice) {
        var tax = new Invoice.AutomaticTax();
        tax.setEnabled(false);
        var issuer = new Invoice.Issuer();
        issuer.setType("self");
        invoice.setAutomaticTax(tax);
        invoice.setIssuer(issuer);
        invoice.setPaymentSettings(new Invoice.PaymentSettings());
        invoice.setAmountOverpaid(0L);
        invoice.setAmountPaidOffStripe(0L);
        invoice.setAmountShipping(0L);
        invoice.setPostPaymentCreditNotesAmount(0L);
        invoice.setPrePaymentCreditNotesAmount(0L);
        invoice.setTotalDiscountAmounts(List.of());
        invoice.setTotalPretaxCreditAmounts(List.of());
        invoice.setTotalTaxes(List.of());
    }

    private static Invoice.Parent parent(Subscription subscription) {
        var details = new Invoice.Parent.SubscriptionDetails();
        details.setMetadata(subscription.getMetadata());
        details.setSubscription(subscription.getId());
        var parent = new Invoice.Parent();
        parent.setType("subscription_details");
        parent.setSubscriptionDetails(details);
        return parent;
    }

    /// Whom it is for, as that is now.
    private void address(Invoice invoice, Customer customer) {
        invoice.setCustomer(customer.getId());
        invoice.setCustomerAddress(customer.getAddress());
        invoice.setCustomerEmail(customer.getEmail());
        invoice.setCustomerName(customer.getName());
        invoice.setCustomerPhone(customer.getPhone());
        invoice.setCustomerTaxExempt(customer.getTaxExempt());
        invoice.setCustomerTaxIds(books.taxIds
                .oldestFirst()
                .filter(taxId -> customer.getId().equals(taxId.getCustomer()))
                .map(taxId -> {
                    var shown = new Invoice.CustomerTaxId();
                    shown.setType(taxId.getType());
                    shown.setValue(taxId.getValue());
                    return shown;
                })
                .toList());
    }

    private void put(Invoice invoice, List<InvoiceLineItem> all) {
        all.forEach(line -> line.setInvoice(invoice.getId()));
        var collection = new InvoiceLineItemCollection();
        collection.setObject("list");
        collection.setData(new ArrayList<>(all));
        collection.setHasMore(false);
        collection.setUrl("/v1/invoices/%s/lines".formatted(invoice.getId()));
        invoice.setLines(collection);
        count(invoice);
    }

    /// The sums, with what the customer has good or owes.
    private static void count(Invoice invoice) {
        long total = invoice.getLines().getData().stream()
                .mapToLong(InvoiceLineItem::getAmount)
                .reduce(0, Math::addExact);
        long due = Math.addExact(total, invoice.getStartingBalance());
        invoice.setSubtotal(total);
        invoice.setSubtotalExcludingTax(total);
        invoice.setTotal(total);
        invoice.setTotalExcludingTax(total);
        invoice.setAmountDue(due < LEAST ? 0 : due);
        invoice.setAmountPaid(0L);
        invoice.setAmountRemaining(invoice.getAmountDue());
    }

    /// What was noted of a subscription and isn't on an invoice yet.
    List<InvoiceItem> pending(Subscription subscription) {
        return books.invoiceItems
                .oldestFirst()
                .filter(item -> item.getInvoice() == null)
                .filter(item -> subscription
                        .getId()
                        .equals(item.getParent().getSubscriptionDetails().getSubscription()))
                .toList();
    }

    List<InvoiceLineItem> lines(List<InvoiceItem> notes) {
        return notes.stream()
                .map(note -> lines.noted(
                        note,
                        books.prices.get(note.getPricing().getPriceDetails().getPrice())))
                .toList();
    }

    void note(InvoiceItem item, Instant now) {
        books.invoiceItems.add(item);
        journal.record("invoiceitem.created", item, now);
    }

    /// Puts a draft into the books, and on it what it is made of.
    void add(Invoice invoice, List<InvoiceItem> notes, Subscription subscription, Instant now) {
        notes.forEach(note -> note.setInvoice(invoice.getId()));
        books.invoices.add(invoice);
        subscription.setLatestInvoice(invoice.getId());
        journal.record("invoice.created", invoice, now);
    }

    /// Gives it its number. From here on it can't be changed, only paid or given up.
    public Invoice finish(Invoice invoice, Instant now) {
        if (!invoice.getStatus().equals("draft")) {
            throw Refusal.invalid(
                    "invoice_not_editable", "This invoice is already finalized, you can't re-finalize it.", "");
        }
        var customer = books.customers.get(invoice.getCustomer());
        var seconds = now.getEpochSecond();
        address(invoice, customer);
        invoice.setStartingBalance(customer.getBalance());
        count(invoice);
        invoice.setNumber("%s-%04d".formatted(customer.getInvoicePrefix(), customer.getNextInvoiceSequence()));
        customer.setNextInvoiceSequence(customer.getNextInvoiceSequence() + 1);
        var before = journal.before(customer);
        customer.setCurrency(invoice.getCurrency());
        customer.setBalance(
                invoice.getAmountDue() > 0 ? 0 : Math.addExact(invoice.getTotal(), invoice.getStartingBalance()));
        journal.updated("customer.updated", before, customer, now);
        invoice.setEndingBalance(customer.getBalance());
        invoice.setStatus("open");
        invoice.setEffectiveAt(seconds);
        invoice.getStatusTransitions().setFinalizedAt(seconds);
        invoice.setAutomaticallyFinalizesAt(null);
        invoice.setHostedInvoiceUrl(url.get() + "/i/" + invoice.getId());
        invoice.setInvoicePdf(url.get() + "/i/" + invoice.getId() + "/pdf");
        journal.record("invoice.finalized", invoice, now);
        return invoice;
    }
}
