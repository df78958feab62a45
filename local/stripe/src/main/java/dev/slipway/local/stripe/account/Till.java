package dev.slipway.local.stripe.account;

import com.stripe.model.Customer;
import com.stripe.model.LineItem;
import com.stripe.model.PaymentMethod;
import com.stripe.model.checkout.Session;
import dev.slipway.local.stripe.wire.Form;
import dev.slipway.local.stripe.wire.Refusal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a person pays on a page.
public final class Till {

    private final Books books;
    private final Journal journal;
    private final Checkouts checkouts;
    private final Customers customers;
    private final Signups signups;
    private final Wallet wallet;
    private final Payments payments;

    Till(
            Books books,
            Journal journal,
            Checkouts checkouts,
            Customers customers,
            Signups signups,
            Wallet wallet,
            Payments payments) {
        this.books = books;
        this.journal = journal;
        this.checkouts = checkouts;
        this.customers = customers;
        this.signups = signups;
        this.wallet = wallet;
        this.payments = payments;
    }

    /// What a page is to say or to do next.
    public enum Result {
        PAID,
        DECLINED,
        /// The owner of the card has to confirm the payment first.
        CONFIRM
    }

    /// A person fills the page in and pays.
    ///
    /// @param filled with `card`, and what the page asks for
    /// @param confirmed whether the owner of the card has agreed
    /// @throws Refusal if something is missing
    public Result pay(Session session, Form filled, boolean confirmed) {
        var now = checkouts.now(session);
        var card =
                Card.named(filled.text("card").orElse("")).orElseThrow(() -> Refusal.invalid("Choose a card.", "card"));
        check(session, filled);
        if (card.charge() == Card.Outcome.DECLINED) {
            return Result.DECLINED;
        }
        setQuantities(session, filled);
        if (card.charge() == Card.Outcome.AUTHENTICATION && !confirmed) {
            return Result.CONFIRM;
        }
        var customer = customer(session, filled, now);
        complete(session, customer, wallet.attach(card, customer, now), now);
        return Result.PAID;
    }

    private static void check(Session session, Form filled) {
        if (session.getCustomer() == null
                && session.getCustomerEmail() == null
                && !filled.text("email").orElse("").matches("[^@\\s]+@[^@\\s]+")) {
            throw Refusal.invalid("Give an address for receipts.", "email");
        }
        if ("required".equals(session.getBillingAddressCollection())
                && filled.text("line1").orElse("").isBlank()) {
            throw Refusal.invalid("Give a billing address.", "line1");
        }
        if (session.getTaxIdCollection().getEnabled()) {
            taxId(filled).ifPresent(Customers::checkTaxId);
        }
    }

    /// All of them or none: what is then to be paid is what the page shows.
    private static void setQuantities(Session session, Form filled) {
        Map<LineItem, Long> chosen = new LinkedHashMap<>();
        for (var line : session.getLineItems().getData()) {
            var text = filled.text("quantity_" + line.getId());
            chosen.put(
                    line,
                    line.getAdjustableQuantity() == null || text.isEmpty()
                            ? line.getQuantity()
                            : quantity(line, text.get()));
        }
        if (chosen.values().stream().allMatch(quantity -> quantity == 0)) {
            throw Refusal.invalid("Choose at least one.", "quantity");
        }
        chosen.forEach(LineItem::setQuantity);
        Checkouts.count(session);
    }

    private static long quantity(LineItem line, String text) {
        var range = line.getAdjustableQuantity();
        var quantity = text.matches("[0-9]{1,6}") ? Long.parseLong(text) : -1;
        if (quantity < range.getMinimum() || quantity > range.getMaximum()) {
            throw Refusal.invalid(
                    "Choose from %d to %d of %s."
                            .formatted(range.getMinimum(), range.getMaximum(), line.getDescription()),
                    "quantity");
        }
        return quantity;
    }

    private Customer customer(Session session, Form filled, Instant now) {
        var old = session.getCustomer();
        if (old == null) {
            var email = session.getCustomerEmail();
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("email", email == null ? filled.text("email").orElse("") : email);
            fields.put("name", filled.text("name").orElse(""));
            var customer = customers.create(new Form(fields));
            if (filled.has("line1")) {
                customer.setAddress(Customers.address(filled));
            }
            addTaxId(session, customer, filled, now);
            return customer;
        }
        var customer = books.customer(old, "customer");
        var before = journal.before(customer);
        var wishes = books.wishes.get(session.getId());
        if (wishes != null && wishes.updateName()) {
            filled.text("name").filter(text -> !text.isBlank()).ifPresent(customer::setName);
        }
        if (wishes != null && wishes.updateAddress() && filled.has("line1")) {
            customer.setAddress(Customers.address(filled));
        }
        journal.updated("customer.updated", before, customer, now);
        addTaxId(session, customer, filled, now);
        return customer;
    }

    private void addTaxId(Session session, Customer customer, Form filled, Instant now) {
        if (session.getTaxIdCollection().getEnabled()) {
            taxId(filled).ifPresent(taxId -> customers.addTaxId(customer, taxId, now));
        }
    }

    private static Optional<Form> taxId(Form filled) {
        var value = filled.text("tax_id").orElse("").strip();
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(new Form(Map.of("type", filled.text("tax_id_type").orElse("eu_vat"), "value", value)));
    }

    private void complete(Session session, Customer customer, PaymentMethod method, Instant now) {
        var wishes = books.wishes.remove(session.getId());
        var wanted = session.getLineItems().getData().stream()
                .filter(line -> line.getQuantity() > 0)
                .map(line -> new Signups.Wanted(line.getPrice(), line.getQuantity()))
                .toList();
        var subscription = signups.draft(customer, wanted, now);
        if (wishes != null) {
            subscription.setMetadata(wishes.metadata());
            subscription.setDescription(wishes.description().isEmpty() ? null : wishes.description());
        }
        signups.paid(subscription, method, now);
        session.setCustomer(customer.getId());
        session.setCustomerDetails(details(customer));
        session.setInvoice(subscription.getLatestInvoice());
        session.setSubscription(subscription.getId());
        session.setPaymentStatus("paid");
        session.setStatus("complete");
        session.setUrl(null);
        journal.record("checkout.session.completed", session, now);
    }

    private Session.CustomerDetails details(Customer customer) {
        var details = Checkouts.details(customer);
        details.setTaxIds(books.taxIds
                .oldestFirst()
                .filter(taxId -> customer.getId().equals(taxId.getCustomer()))
                .map(taxId -> {
                    var shown = new Session.CustomerDetails.TaxId();
                    shown.setType(taxId.getType());
                    shown.setValue(taxId.getValue());
                    return shown;
                })
                .toList());
        return details;
    }

    /// A person pays an invoice on its page.
    public Result payInvoice(String id, Form filled, boolean confirmed, Instant now) {
        var invoice = books.invoices.get(id);
        if (confirmed) {
            payments.confirmed(invoice, now);
            return Result.PAID;
        }
        var card =
                Card.named(filled.text("card").orElse("")).orElseThrow(() -> Refusal.invalid("Choose a card.", "card"));
        return switch (payments.pay(invoice, card, now)) {
            case PAID -> Result.PAID;
            case DECLINED -> Result.DECLINED;
            case AUTHENTICATION -> Result.CONFIRM;
        };
    }

    /// The cards that a page offers.
    public static List<Card> cards() {
        return List.of(Card.PAYS, Card.DECLINED, Card.AUTHENTICATES);
    }
}
