package dev.slipway.local.stripe.account;

import com.stripe.model.Address;
import com.stripe.model.Customer;
import com.stripe.model.TaxId;
import dev.slipway.local.stripe.wire.Form;
import dev.slipway.local.stripe.wire.Refusal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Who is billed.
public final class Customers {

    private final Books books;
    private final Journal journal;
    private final Times times;
    private final Subscriptions subscriptions;
    private final Wallet wallet;

    Customers(Books books, Journal journal, Times times, Subscriptions subscriptions, Wallet wallet) {
        this.books = books;
        this.journal = journal;
        this.times = times;
        this.subscriptions = subscriptions;
        this.wallet = wallet;
    }

    public Customer create(Form form) {
        var customer = new Customer();
        form.text("test_clock")
                .ifPresent(id -> customer.setTestClock(
                        books.testClocks.named(id, "test_clock").getId()));
        var now = times.now(customer);
        customer.setId(Ids.next("cus"));
        customer.setObject("customer");
        customer.setBalance(0L);
        customer.setCreated(now.getEpochSecond());
        customer.setDelinquent(false);
        customer.setInvoicePrefix(Ids.invoicePrefix());
        customer.setInvoiceSettings(new Customer.InvoiceSettings());
        customer.setLivemode(false);
        customer.setMetadata(Map.of());
        customer.setNextInvoiceSequence(1L);
        customer.setPreferredLocales(List.of());
        customer.setTaxExempt("none");
        change(customer, form);
        books.customers.add(customer);
        journal.record("customer.created", customer, now);
        form.list("tax_id_data").forEach(each -> addTaxId(customer, each, now));
        return customer;
    }

    public Customer update(String id, Form form) {
        var customer = there(id);
        var now = times.now(customer);
        var before = journal.before(customer);
        change(customer, form);
        journal.updated("customer.updated", before, customer, now);
        return customer;
    }

    private void change(Customer customer, Form form) {
        var email = form.text("email");
        email.filter(text -> !text.isEmpty() && !text.matches("[^@\\s]+@[^@\\s]+"))
                .ifPresent(text -> {
                    throw Refusal.invalid("email_invalid", "Invalid email address: " + text, "email");
                });
        var card = form.at("invoice_settings").text("default_payment_method");
        card.filter(id -> !id.isEmpty())
                .ifPresent(id -> wallet.check(customer, id, "invoice_settings[default_payment_method]"));
        form.list("tax_id_data").forEach(Customers::checkTaxId);
        set(form, "email", customer::setEmail);
        set(form, "name", customer::setName);
        set(form, "phone", customer::setPhone);
        set(form, "description", customer::setDescription);
        form.text("tax_exempt").ifPresent(text -> customer.setTaxExempt(text.isEmpty() ? "none" : text));
        if (form.has("metadata")) {
            customer.setMetadata(merged(customer.getMetadata(), form));
        }
        if (form.has("address")) {
            customer.setAddress(form.at("address").tree().isEmpty() ? null : address(form.at("address")));
        }
        card.ifPresent(id -> customer.getInvoiceSettings().setDefaultPaymentMethod(id.isEmpty() ? null : id));
    }

    private static void set(Form form, String name, Consumer<String> field) {
        form.text(name).ifPresent(text -> field.accept(emptyIsNull(text)));
    }

    @SuppressWarnings("NullAway") // a field of Stripe's that is unset is null
    private static String emptyIsNull(String text) {
        return text.isEmpty() ? null : text;
    }

    static Address address(Form form) {
        var address = new Address();
        set(form, "line1", address::setLine1);
        set(form, "line2", address::setLine2);
        set(form, "city", address::setCity);
        set(form, "state", address::setState);
        set(form, "postal_code", address::setPostalCode);
        set(form, "country", address::setCountry);
        return address;
    }

    /// Metadata with what the form changes: an empty value takes a key away, an empty map takes all.
    static Map<String, String> merged(Map<String, String> old, Form form) {
        if (form.text("metadata").isPresent()) {
            return Map.of();
        }
        var merged = new LinkedHashMap<>(old);
        form.map("metadata").forEach((key, value) -> {
            if (value.isEmpty()) {
                merged.remove(key);
            } else {
                merged.put(key, value);
            }
        });
        return merged;
    }

    /// Deletes what it has, at once: its subscriptions end, and its cards are gone.
    public Customer delete(String id) {
        var customer = there(id);
        var now = times.now(customer);
        books.subscriptions
                .oldestFirst()
                .filter(subscription -> id.equals(subscription.getCustomer()))
                .filter(Subscriptions::goesOn)
                .forEach(subscription -> subscriptions.end(subscription, "cancellation_requested", now));
        books.paymentMethods
                .oldestFirst()
                .filter(method -> id.equals(method.getCustomer()))
                .forEach(method -> books.paymentMethods.remove(method.getId()));
        journal.record("customer.deleted", customer, now);
        customer.setDeleted(true);
        return customer;
    }

    /// The customer of a path, which isn't deleted.
    public Customer there(String id) {
        return Optional.of(books.customers.get(id))
                .filter(customer -> !Books.isDeleted(customer))
                .orElseThrow(() -> Refusal.notFound("customer", id));
    }

    public TaxId addTaxId(String id, Form form) {
        var customer = there(id);
        return addTaxId(customer, form, times.now(customer));
    }

    TaxId addTaxId(Customer customer, Form form, Instant now) {
        checkTaxId(form);
        var type = form.text("type").orElse("");
        var value = form.text("value").orElse("").strip();
        var owner = new TaxId.Owner();
        owner.setCustomer(customer.getId());
        owner.setType("customer");
        var verification = new TaxId.Verification();
        verification.setStatus(status(type, value));
        var taxId = new TaxId();
        taxId.setId(Ids.next("txi"));
        taxId.setObject("tax_id");
        if (type.equals("eu_vat")) {
            taxId.setCountry(value.startsWith("EL") ? "GR" : value.substring(0, 2));
        }
        taxId.setCreated(now.getEpochSecond());
        taxId.setCustomer(customer.getId());
        taxId.setLivemode(false);
        taxId.setOwner(owner);
        taxId.setType(type);
        taxId.setValue(value);
        taxId.setVerification(verification);
        books.taxIds.add(taxId);
        journal.record("customer.tax_id.created", taxId, now);
        return taxId;
    }

    static void checkTaxId(Form form) {
        var type = form.text("type").orElse("");
        var value = form.text("value").orElse("").strip();
        if (!value.matches(type.equals("eu_vat") ? "[A-Z]{2}[0-9A-Z+*.]{2,12}" : "[0-9A-Za-z+*./ -]{4,30}")) {
            throw Refusal.invalid("tax_id_invalid", "Invalid value for %s.".formatted(type), "value");
        }
    }

    /// The values that Stripe has for tests fail or wait; all others are found to be true, and only those of the Union
    /// are looked up at all.
    private static String status(String type, String value) {
        if (!type.equals("eu_vat")) {
            return "unavailable";
        }
        return value.endsWith("111111111") ? "unverified" : value.endsWith("222222222") ? "pending" : "verified";
    }

    public TaxId taxId(String customer, String id) {
        return Optional.of(books.taxIds.get(id))
                .filter(taxId -> customer.equals(taxId.getCustomer()))
                .orElseThrow(() -> Refusal.notFound("tax_id", id));
    }

    public TaxId removeTaxId(String id, String taxIdId) {
        var customer = there(id);
        var taxId = taxId(id, taxIdId);
        books.taxIds.remove(taxIdId);
        journal.record("customer.tax_id.deleted", taxId, times.now(customer));
        taxId.setDeleted(true);
        return taxId;
    }
}
