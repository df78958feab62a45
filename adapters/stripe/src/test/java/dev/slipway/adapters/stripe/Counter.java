package dev.slipway.adapters.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.PriceListParams;
import com.stripe.param.SubscriptionCreateParams;
import dev.slipway.billing.Checkout;
import dev.slipway.billing.CustomerId;
import dev.slipway.billing.Payments.Changed;
import dev.slipway.billing.Payments.Customer;
import dev.slipway.billing.Payments.Purchase;
import dev.slipway.billing.Quantities;
import dev.slipway.billing.Subscription;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.local.stripe.StripeStandIn;
import dev.slipway.local.stripe.account.Interval;
import dev.slipway.local.stripe.account.PriceTag;
import dev.slipway.local.stripe.account.Settings;
import dev.slipway.org.SeatKind;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// A stand-in that sells seats, ours that asks it, and the library beside it to look at what came of that.
final class Counter implements AutoCloseable {

    static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    static final OrgSlug ACME = new OrgSlug("acme");
    static final String RETURN_TO = "https://npm.example.com/console/organizations/acme/billing";

    private static final PriceTag SEAT = new PriceTag("seat", "Seat", 700, "usd", Interval.MONTH);
    private static final PriceTag POOL = new PriceTag("pool-seat", "Pool seat", 300, "usd", Interval.MONTH);
    private static final PriceTag OTHER = new PriceTag("support", "Support", 9900, "usd", Interval.MONTH);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final StripeStandIn stripe;
    final StripeClient client;
    final StripePayments payments;
    private final AtomicInteger keys = new AtomicInteger();

    Counter() {
        this(settings -> settings);
    }

    Counter(UnaryOperator<Settings> change) {
        stripe = StripeStandIn.start(change.apply(Settings.of(SEAT, POOL, OTHER)), () -> START);
        client = StripeClient.builder()
                .setApiKey(stripe.apiKey())
                .setApiBase(stripe.url().toString())
                .setMaxNetworkRetries(0)
                .build();
        payments = StripePayments.open(settings(), Secret.of(stripe.apiKey()), () -> stripe.now());
    }

    StripeSettings settings() {
        return new StripeSettings(Optional.of(stripe.url()), price("seat"), Optional.of(price("pool-seat")));
    }

    String price(String key) {
        try {
            return client.v1()
                    .prices()
                    .list(PriceListParams.builder().addLookupKey(key).build())
                    .getData()
                    .getFirst()
                    .getId();
        } catch (StripeException e) {
            throw new IllegalStateException(e);
        }
    }

    String key() {
        return "key-" + keys.incrementAndGet();
    }

    CustomerId customer() {
        return payments.open(new Customer(ACME, "Acme", Optional.of(new Email("billing@acme.example"))), key());
    }

    /// A customer who pays with one of Stripe's cards for tests.
    CustomerId customer(String card) throws StripeException {
        var customer = customer();
        var method = client.v1()
                .paymentMethods()
                .attach(
                        card,
                        PaymentMethodAttachParams.builder()
                                .setCustomer(customer.value())
                                .build());
        client.v1()
                .customers()
                .update(
                        customer.value(),
                        CustomerUpdateParams.builder()
                                .setInvoiceSettings(CustomerUpdateParams.InvoiceSettings.builder()
                                        .setDefaultPaymentMethod(method.getId())
                                        .build())
                                .build());
        return customer;
    }

    Purchase purchase(CustomerId customer, long seats, long poolSeats) {
        return new Purchase(ACME, customer, new Quantities(seats, poolSeats), false, RETURN_TO);
    }

    /// Somebody pays on the page.
    CustomerId subscribed(long seats, long poolSeats) {
        var customer = customer();
        pay(payments.openCheckout(purchase(customer, seats, poolSeats), key()));
        return customer;
    }

    HttpResponse<String> pay(Checkout checkout) {
        return post(checkout.url(), Map.of("card", "PAYS"));
    }

    /// One that was made without a page.
    String subscribe(CustomerId customer, String price, long quantity) throws StripeException {
        return client.v1()
                .subscriptions()
                .create(SubscriptionCreateParams.builder()
                        .setCustomer(customer.value())
                        .addItem(SubscriptionCreateParams.Item.builder()
                                .setPrice(price)
                                .setQuantity(quantity)
                                .build())
                        .build())
                .getId();
    }

    Subscription find(CustomerId customer) {
        return payments.find(customer).orElseThrow();
    }

    Changed change(CustomerId customer, SeatKind kind, long quantity) {
        return payments.change(find(customer), kind, quantity, stripe.now(), key());
    }

    com.stripe.model.Subscription raw(Subscription subscription) throws StripeException {
        return client.v1().subscriptions().retrieve(subscription.id().value());
    }

    long happened(String type) {
        return stripe.events().stream()
                .filter(event -> event.get("type").getAsString().equals(type))
                .count();
    }

    HttpResponse<String> post(URI url, Map<String, String> form) {
        var body = form.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /// What a page says.
    String get(URI url) {
        return send(HttpRequest.newBuilder(url).GET()).body();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stripe.close();
    }
}
