package dev.slipway.local.stripe;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Subscription;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.PriceListParams;
import com.stripe.param.SubscriptionCreateParams;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.local.stripe.account.Interval;
import dev.slipway.local.stripe.account.PriceTag;
import dev.slipway.local.stripe.account.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// A stand-in, somebody who listens to its webhook, and the client that products use.
final class Shop implements AutoCloseable {

    static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    static final PriceTag SEAT = new PriceTag("seat", "Seat", 700, "usd", Interval.MONTH);
    static final PriceTag POOL = new PriceTag("pool-seat", "Pool seat", 300, "usd", Interval.MONTH);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static {
        Stripe.enableTelemetry = false;
    }

    record Heard(String body, String signature) {
        JsonObject event() {
            return JsonParser.parseString(body).getAsJsonObject();
        }

        String type() {
            return event().get("type").getAsString();
        }
    }

    final List<Heard> heard = new CopyOnWriteArrayList<>();
    volatile int webhookAnswers = 200;
    final StripeStandIn stripe;
    final StripeClient client;
    private final HttpServer webhook;

    Shop() {
        this(settings -> settings);
    }

    Shop(UnaryOperator<Settings> change) {
        try {
            webhook = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        webhook.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            heard.add(new Heard(body, exchange.getRequestHeaders().getFirst("Stripe-Signature")));
            exchange.sendResponseHeaders(webhookAnswers, -1);
            exchange.close();
        });
        webhook.start();
        var url = URI.create("http://127.0.0.1:" + webhook.getAddress().getPort() + "/stripe");
        stripe = StripeStandIn.start(change.apply(Settings.of(SEAT, POOL).sendingTo(url)), () -> START);
        client = client(stripe.apiKey());
    }

    StripeClient client(String key) {
        return StripeClient.builder()
                .setApiKey(key)
                .setApiBase(stripe.url().toString())
                .setMaxNetworkRetries(0)
                .build();
    }

    String seat() throws StripeException {
        return price("seat");
    }

    String pool() throws StripeException {
        return price("pool-seat");
    }

    private String price(String key) throws StripeException {
        return client.v1()
                .prices()
                .list(PriceListParams.builder().addLookupKey(key).build())
                .getData()
                .getFirst()
                .getId();
    }

    Customer customer() throws StripeException {
        return client.v1()
                .customers()
                .create(CustomerCreateParams.builder()
                        .setName("Acme")
                        .setEmail("billing@acme.example")
                        .build());
    }

    /// A customer who pays with one of Stripe's cards for tests.
    Customer customer(String card) throws StripeException {
        var customer = customer();
        var method = client.v1()
                .paymentMethods()
                .attach(
                        card,
                        PaymentMethodAttachParams.builder()
                                .setCustomer(customer.getId())
                                .build());
        return client.v1()
                .customers()
                .update(
                        customer.getId(),
                        CustomerUpdateParams.builder()
                                .setInvoiceSettings(CustomerUpdateParams.InvoiceSettings.builder()
                                        .setDefaultPaymentMethod(method.getId())
                                        .build())
                                .build());
    }

    /// A subscription to seats that has been paid for a month.
    Subscription subscription(long seats) throws StripeException {
        return client.v1()
                .subscriptions()
                .create(SubscriptionCreateParams.builder()
                        .setCustomer(customer("pm_card_visa").getId())
                        .addItem(SubscriptionCreateParams.Item.builder()
                                .setPrice(seat())
                                .setQuantity(seats)
                                .build())
                        .build());
    }

    Subscription subscription(String id) throws StripeException {
        return client.v1().subscriptions().retrieve(id);
    }

    List<String> happened() {
        return stripe.events().stream()
                .map(event -> event.get("type").getAsString())
                .toList();
    }

    HttpResponse<String> get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).GET());
    }

    HttpResponse<String> post(String url, Map<String, String> form) {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form))));
    }

    /// What a client other than stripe-java might send.
    HttpResponse<String> raw(String method, String path, String body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(stripe.url() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request);
    }

    HttpResponse<String> api(String method, String path, String body) {
        return raw(
                method,
                path,
                body,
                Map.of(
                        "Authorization",
                        "Bearer " + stripe.apiKey(),
                        "Content-Type",
                        "application/x-www-form-urlencoded"));
    }

    static JsonObject json(HttpResponse<String> response) {
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }

    static JsonObject error(HttpResponse<String> response) {
        return json(response).getAsJsonObject("error");
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

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        stripe.close();
        webhook.stop(0);
    }
}
