package dev.slipway.local.stripe.account;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.reflect.TypeToken;
import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.model.InvoiceItem;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Price;
import com.stripe.model.Product;
import com.stripe.model.StripeObject;
import com.stripe.model.Subscription;
import com.stripe.model.TaxId;
import com.stripe.model.checkout.Session;
import com.stripe.model.testhelpers.TestClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// All that the account has, and how it is written down.
public final class Books {

    private static final Gson GSON = new Gson();
    private static final int FORMAT = 1;

    public final Shelf<Customer> customers = new Shelf<>("customer", Customer.class);
    public final Shelf<TaxId> taxIds = new Shelf<>("tax_id", TaxId.class);
    public final Shelf<Product> products = new Shelf<>("product", Product.class);
    public final Shelf<Price> prices = new Shelf<>("price", Price.class);
    public final Shelf<PaymentMethod> paymentMethods = new Shelf<>("PaymentMethod", PaymentMethod.class);
    public final Shelf<Session> checkouts = new Shelf<>("checkout.session", Session.class);
    public final Shelf<com.stripe.model.billingportal.Session> portals =
            new Shelf<>("billing_portal.session", com.stripe.model.billingportal.Session.class);
    public final Shelf<Subscription> subscriptions = new Shelf<>("subscription", Subscription.class);
    public final Shelf<Invoice> invoices = new Shelf<>("invoice", Invoice.class);
    public final Shelf<InvoiceItem> invoiceItems = new Shelf<>("invoiceitem", InvoiceItem.class);
    public final Shelf<TestClock> testClocks = new Shelf<>("test clock", TestClock.class);

    /// Events by their ids, the oldest first. They are kept as they were sent.
    public final Map<String, JsonObject> events = new LinkedHashMap<>();

    /// Answers by their idempotency keys.
    public final Map<String, KeptAnswer> answers = new LinkedHashMap<>();

    /// What was asked of a checkout session and stands in none of its fields.
    final Map<String, Wishes> wishes = new LinkedHashMap<>();

    /// How far the account is ahead of the clock on the wall.
    volatile Duration ahead = Duration.ZERO;

    /// Where the stand-in was when links to its pages were written; empty if it was nowhere yet.
    private String url = "";

    private final Map<String, Shelf<?>> shelves = new LinkedHashMap<>();

    public Books() {
        shelves.put("customers", customers);
        shelves.put("tax_ids", taxIds);
        shelves.put("products", products);
        shelves.put("prices", prices);
        shelves.put("payment_methods", paymentMethods);
        shelves.put("checkout_sessions", checkouts);
        shelves.put("portal_sessions", portals);
        shelves.put("subscriptions", subscriptions);
        shelves.put("invoices", invoices);
        shelves.put("invoice_items", invoiceItems);
        shelves.put("test_clocks", testClocks);
    }

    /// Whatever has this id.
    Optional<StripeObject> anything(String id) {
        return shelves.values().stream()
                .flatMap(shelf -> shelf.find(id).stream())
                .map(StripeObject.class::cast)
                .findFirst();
    }

    /// @param at in seconds
    /// @param path of the request that the key came with
    public record KeptAnswer(long at, String path, String parameters, int status, String body, String requestId) {}

    /// @param metadata of the subscription to come
    /// @param updateName whether the customer's name becomes what is typed
    record Wishes(Map<String, String> metadata, String description, boolean updateName, boolean updateAddress) {}

    public JsonObject json() {
        var all = new JsonObject();
        all.addProperty("format", FORMAT);
        all.addProperty("url", url);
        all.addProperty("ahead", ahead.toSeconds());
        shelves.forEach((name, shelf) -> all.add(name, shelf.json()));
        all.add("events", GSON.toJsonTree(events));
        all.add("answers", GSON.toJsonTree(answers));
        all.add("wishes", GSON.toJsonTree(wishes));
        return all;
    }

    /// @throws IllegalArgumentException if these are no books, or of another format
    public static Books read(JsonObject all) {
        if (!all.has("format") || all.get("format").getAsInt() != FORMAT) {
            throw new IllegalArgumentException("These are no books of the stand-in for Stripe, or of another format.");
        }
        var books = new Books();
        books.ahead = Duration.ofSeconds(all.get("ahead").getAsLong());
        books.url = all.has("url") ? all.get("url").getAsString() : "";
        books.shelves.forEach((name, shelf) -> shelf.read(all.get(name)));
        books.events.putAll(GSON.fromJson(all.get("events"), new TypeToken<Map<String, JsonObject>>() {}));
        books.answers.putAll(GSON.fromJson(all.get("answers"), new TypeToken<Map<String, KeptAnswer>>() {}));
        books.wishes.putAll(GSON.fromJson(all.get("wishes"), new TypeToken<Map<String, Wishes>>() {}));
        return books;
    }

    /// Events and answers that were kept say what was true then, and stay as they are.
    void moveTo(String other) {
        if (!url.isEmpty() && !url.equals(other)) {
            invoices.oldestFirst()
                    .filter(invoice -> invoice.getHostedInvoiceUrl() != null)
                    .forEach(invoice -> {
                        invoice.setHostedInvoiceUrl(moved(invoice.getHostedInvoiceUrl(), other));
                        invoice.setInvoicePdf(moved(invoice.getInvoicePdf(), other));
                    });
            checkouts
                    .oldestFirst()
                    .filter(session -> session.getUrl() != null)
                    .forEach(session -> session.setUrl(moved(session.getUrl(), other)));
            portals.oldestFirst().forEach(session -> session.setUrl(moved(session.getUrl(), other)));
        }
        url = other;
    }

    private String moved(String link, String other) {
        return link.startsWith(url + "/") ? other + link.substring(url.length()) : link;
    }

    static boolean isDeleted(Customer customer) {
        return Boolean.TRUE.equals(customer.getDeleted());
    }

    /// A customer that is there and wasn't deleted.
    public Customer customer(String id, String param) {
        return customers
                .find(id)
                .filter(customer -> !isDeleted(customer))
                .orElseGet(() -> new Shelf<>("customer", Customer.class).named(id, param));
    }
}
