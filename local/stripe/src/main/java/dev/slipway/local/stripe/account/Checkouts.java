package dev.slipway.local.stripe.account;

import com.stripe.model.Customer;
import com.stripe.model.LineItem;
import com.stripe.model.LineItemCollection;
import com.stripe.model.checkout.Session;
import dev.slipway.local.stripe.wire.Form;
import dev.slipway.local.stripe.wire.Refusal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Checkout sessions, from their making to their end.
public final class Checkouts {

    private static final Duration LIVES = Duration.ofHours(24);
    private static final Duration LIVES_AT_LEAST = Duration.ofMinutes(30);

    /// The most that a page lets somebody choose, unless it is told otherwise, and the most that it can be told.
    private static final long MOST_UNLESS_TOLD = 99;

    private static final long MOST = 999_999;

    private final Books books;
    private final Journal journal;
    private final Times times;
    private final Signups signups;
    private final Supplier<String> url;

    Checkouts(Books books, Journal journal, Times times, Signups signups, Supplier<String> url) {
        this.books = books;
        this.journal = journal;
        this.times = times;
        this.signups = signups;
        this.url = url;
    }

    public Session create(Form form) {
        checkModes(form);
        var customer = form.text("customer").map(id -> books.customer(id, "customer"));
        checkCustomer(form, customer.isPresent());
        var now = customer.map(times::now).orElseGet(times::now);
        var session = new Session();
        session.setId("cs_test_" + Ids.random(48));
        session.setExpiresAt(expiry(form, now).getEpochSecond());
        fill(session, form, customer, now);
        items(session, form);
        books.checkouts.add(session);
        var subscription = form.at("subscription_data");
        var update = form.at("customer_update");
        books.wishes.put(
                session.getId(),
                new Books.Wishes(
                        subscription.map("metadata"),
                        subscription.text("description").orElse(""),
                        update.text("name").filter("auto"::equals).isPresent(),
                        update.text("address").filter("auto"::equals).isPresent()));
        return session;
    }

    private static void checkModes(Form form) {
        if (!form.text("mode").orElse("").equals("subscription")) {
            throw Refusal.parameter("", "The stand-in for Stripe has checkouts of mode `subscription` only.", "mode");
        }
        if (!form.text("ui_mode").orElse("hosted_page").equals("hosted_page")) {
            throw Refusal.parameter("", "The stand-in for Stripe has checkouts on hosted pages only.", "ui_mode");
        }
        checkUrl(form, "success_url");
        checkUrl(form, "cancel_url");
    }

    static void checkUrl(Form form, String name) {
        form.text(name).ifPresent(text -> {
            try {
                var uri = URI.create(text.replace("{CHECKOUT_SESSION_ID}", "id"));
                if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                    return;
                }
            } catch (IllegalArgumentException _) {
                // Said below.
            }
            throw Refusal.parameter("url_invalid", "Not a valid URL", name);
        });
    }

    private static void checkCustomer(Form form, boolean there) {
        if (there && form.has("customer_email")) {
            throw Refusal.parameter(
                    "", "You may only specify one of these parameters: customer, customer_email.", "customer_email");
        }
        if (!there && form.has("customer_update")) {
            throw Refusal.parameter("", "`customer_update` can only be used with `customer`.", "customer_update");
        }
        if (there
                && form.at("tax_id_collection").flag("enabled")
                && form.at("customer_update")
                        .text("name")
                        .filter("auto"::equals)
                        .isEmpty()) {
            throw Refusal.parameter(
                    "",
                    "Tax ID collection requires updating business name on the customer. To enable tax ID collection for an"
                            + " existing customer, please set `customer_update[name]` to `auto`.",
                    "customer_update[name]");
        }
    }

    private static Instant expiry(Form form, Instant now) {
        var at = form.number("expires_at").map(Instant::ofEpochSecond).orElse(now.plus(LIVES));
        if (at.isBefore(now.plus(LIVES_AT_LEAST)) || at.isAfter(now.plus(LIVES))) {
            throw Refusal.invalid(
                    "The `expires_at` timestamp must be at least 30 minutes and less than 24 hours from Checkout Session"
                            + " creation.",
                    "expires_at");
        }
        return at;
    }

    private void fill(Session session, Form form, Optional<Customer> customer, Instant now) {
        var tax = new Session.AutomaticTax();
        tax.setEnabled(false);
        var taxIds = new Session.TaxIdCollection();
        taxIds.setEnabled(form.at("tax_id_collection").flag("enabled"));
        taxIds.setRequired(form.at("tax_id_collection").text("required").orElse("never"));
        var totals = new Session.TotalDetails();
        totals.setAmountDiscount(0L);
        totals.setAmountShipping(0L);
        totals.setAmountTax(0L);
        session.setObject("checkout.session");
        session.setAutomaticTax(tax);
        form.text("billing_address_collection").ifPresent(session::setBillingAddressCollection);
        form.text("cancel_url").ifPresent(session::setCancelUrl);
        form.text("client_reference_id").ifPresent(session::setClientReferenceId);
        session.setCreated(now.getEpochSecond());
        session.setCustomFields(List.of());
        customer.map(Customer::getId).ifPresent(session::setCustomer);
        session.setCustomerDetails(customer.map(Checkouts::details).orElse(null));
        form.text("customer_email").ifPresent(session::setCustomerEmail);
        session.setDiscounts(List.of());
        session.setLivemode(false);
        form.text("locale").ifPresent(session::setLocale);
        session.setMetadata(Customers.merged(Map.of(), form));
        session.setMode("subscription");
        session.setPaymentMethodCollection("always");
        session.setPaymentMethodTypes(List.of("card"));
        session.setPaymentStatus("unpaid");
        session.setShippingOptions(List.of());
        session.setStatus("open");
        session.setSuccessUrl(form.text("success_url").orElse(""));
        session.setTaxIdCollection(taxIds);
        session.setTotalDetails(totals);
        session.setUiMode("hosted_page");
        session.setUrl(url.get() + "/c/pay/" + session.getId());
    }

    static Session.CustomerDetails details(Customer customer) {
        var details = new Session.CustomerDetails();
        details.setAddress(customer.getAddress());
        details.setEmail(customer.getEmail());
        details.setName(customer.getName());
        details.setPhone(customer.getPhone());
        details.setTaxExempt(customer.getTaxExempt());
        return details;
    }

    private void items(Session session, Form form) {
        var asked = form.list("line_items");
        var wanted = signups.wanted(asked, "line_items", 1);
        List<LineItem> lines = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            lines.add(line(
                    wanted.get(i),
                    asked.get(i).at("adjustable_quantity"),
                    "line_items[%d][adjustable_quantity]".formatted(i)));
        }
        var collection = new LineItemCollection();
        collection.setObject("list");
        collection.setData(lines);
        collection.setHasMore(false);
        collection.setUrl("/v1/checkout/sessions/%s/line_items".formatted(session.getId()));
        session.setLineItems(collection);
        session.setCurrency(wanted.getFirst().price().getCurrency());
        count(session);
    }

    /// @throws Refusal if nothing is in it, or what is wanted isn't
    private static LineItem.AdjustableQuantity range(Form adjustable, long wanted, String path) {
        var range = new LineItem.AdjustableQuantity();
        range.setEnabled(true);
        range.setMinimum(adjustable.number("minimum").orElse(0L));
        range.setMaximum(adjustable.number("maximum").orElse(MOST_UNLESS_TOLD));
        if (range.getMinimum() < 0) {
            throw Refusal.invalid("This value must be greater than or equal to 0.", path + "[minimum]");
        }
        if (range.getMaximum() > MOST) {
            throw Refusal.invalid("This value must be less than or equal to %d.".formatted(MOST), path + "[maximum]");
        }
        if (wanted < range.getMinimum() || wanted > range.getMaximum()) {
            throw Refusal.invalid(
                    "The quantity %d is not between the minimum %d and the maximum %d."
                            .formatted(wanted, range.getMinimum(), range.getMaximum()),
                    path);
        }
        return range;
    }

    private LineItem line(Signups.Wanted wanted, Form adjustable, String path) {
        var line = new LineItem();
        line.setId(Ids.next("li"));
        line.setObject("item");
        if (adjustable.flag("enabled")) {
            line.setAdjustableQuantity(range(adjustable, wanted.quantity(), path));
        }
        line.setAmountDiscount(0L);
        line.setAmountTax(0L);
        line.setCurrency(wanted.price().getCurrency());
        line.setDescription(books.products.get(wanted.price().getProduct()).getName());
        line.setDiscounts(List.of());
        line.setPrice(wanted.price());
        line.setQuantity(wanted.quantity());
        line.setTaxes(List.of());
        return line;
    }

    /// The sums, after a quantity was set.
    static void count(Session session) {
        long total = 0;
        for (var line : session.getLineItems().getData()) {
            long amount = Math.multiplyExact(line.getPrice().getUnitAmount(), line.getQuantity());
            line.setAmountSubtotal(amount);
            line.setAmountTotal(amount);
            total = Math.addExact(total, amount);
        }
        session.setAmountSubtotal(total);
        session.setAmountTotal(total);
    }

    public Session expire(String id) {
        var session = books.checkouts.get(id);
        if (!session.getStatus().equals("open")) {
            throw Refusal.invalid(
                    "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status"
                            + " of " + session.getStatus() + ".",
                    "");
        }
        expire(session, now(session));
        return session;
    }

    void expire(Session session, Instant now) {
        session.setStatus("expired");
        session.setUrl(null);
        books.wishes.remove(session.getId());
        journal.record("checkout.session.expired", session, now);
    }

    Instant now(Session session) {
        return session.getCustomer() == null ? times.now() : times.now(books.customers.get(session.getCustomer()));
    }
}
