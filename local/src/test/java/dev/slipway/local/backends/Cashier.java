package dev.slipway.local.backends;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Subscription;
import com.stripe.param.CustomerListParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.SubscriptionUpdateParams;
import dev.slipway.local.stripe.StripeStandIn;
import dev.slipway.local.stripe.account.Interval;
import dev.slipway.local.stripe.account.PriceTag;
import dev.slipway.local.stripe.account.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The stand-in for Stripe with two prices, what functions find of it in their environment, and the people who pay
/// there.
public final class Cashier implements AutoCloseable {

    private static final PriceTag SEAT = new PriceTag("seat", "Seat", 700, "usd", Interval.MONTH);
    private static final PriceTag POOL_SEAT = new PriceTag("pool-seat", "Pool seat", 500, "usd", Interval.MONTH);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final StripeStandIn stripe;
    private final StripeClient client;

    private Cashier(InstantSource clock) {
        this.stripe = StripeStandIn.start(Settings.of(SEAT, POOL_SEAT), clock);
        this.client = StripeClient.builder()
                .setApiKey(stripe.apiKey())
                .setApiBase(stripe.url().toString())
                .build();
    }

    /// @param clock what it goes by
    public static Cashier open(InstantSource clock) {
        return new Cashier(clock);
    }

    public StripeStandIn stripe() {
        return stripe;
    }

    /// What a function finds that talks to it.
    public Map<String, String> variables() {
        return Map.of(
                "BILLING", "on",
                "STRIPE_API_BASE", stripe.url().toString(),
                "STRIPE_API_KEY", stripe.apiKey(),
                "STRIPE_WEBHOOK_SECRETS", stripe.webhookSecret(),
                "STRIPE_SEAT_PRICE", stripe.price(SEAT.lookupKey()),
                "STRIPE_POOL_SEAT_PRICE", stripe.price(POOL_SEAT.lookupKey()));
    }

    /// What a person does on one of its pages with a card, such as `PAYS`.
    ///
    /// @return where it leads back to; the page itself, if it stays there
    public String pay(String page, String card) {
        var answer = post(
                page,
                Map.of(
                        "card", card,
                        "name", "Acme Ltd",
                        "line1", "1 Long Lane",
                        "postal_code", "N1 1AA",
                        "city", "London",
                        "country", "GB"));
        return answer.headers().firstValue("location").orElse(page);
    }

    private static HttpResponse<String> post(String url, Map<String, String> form) {
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The customer that came last.
    public String customer() throws StripeException {
        return client
                .v1()
                .customers()
                .list(CustomerListParams.builder().setLimit(1L).build())
                .getData()
                .stream()
                .findFirst()
                .map(Customer::getId)
                .orElse("");
    }

    /// Sets how many the customer that came last pays for of each, as somebody at Stripe itself can.
    public void sell(long seats, long poolSeats) throws StripeException {
        var subscription = subscription();
        client.v1()
                .subscriptions()
                .update(
                        subscription.getId(),
                        SubscriptionUpdateParams.builder()
                                .addItem(item(subscription, SEAT, seats))
                                .addItem(item(subscription, POOL_SEAT, poolSeats))
                                .build());
    }

    private SubscriptionUpdateParams.Item item(Subscription subscription, PriceTag tag, long quantity) {
        var price = stripe.price(tag.lookupKey());
        var item = SubscriptionUpdateParams.Item.builder().setQuantity(quantity);
        return subscription.getItems().getData().stream()
                .filter(line -> line.getPrice().getId().equals(price))
                .findFirst()
                .map(line -> item.setId(line.getId()))
                .orElseGet(() -> item.setPrice(price))
                .build();
    }

    /// Whether that customer's subscription is to end with its period.
    public void end(boolean ends) throws StripeException {
        client.v1()
                .subscriptions()
                .update(
                        subscription().getId(),
                        SubscriptionUpdateParams.builder()
                                .setCancelAtPeriodEnd(ends)
                                .build());
    }

    private Subscription subscription() throws StripeException {
        return client.v1()
                .subscriptions()
                .list(SubscriptionListParams.builder().setCustomer(customer()).build())
                .getData()
                .getFirst();
    }

    /// What an event is sent with that Stripe has signed.
    public String signature(String body, Instant at) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(stripe.webhookSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var signed = at.getEpochSecond() + "." + body;
            return "t=" + at.getEpochSecond() + ",v1="
                    + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stripe.close();
    }
}
