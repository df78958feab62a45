package dev.slipway.local.billing;

import com.stripe.StripeClient;
import dev.slipway.billing.Checkout;
import dev.slipway.local.stripe.StripeStandIn;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What people do on the pages of the stand-in, and whoever looks after the account there.
final class Till {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final StripeClient client;
    private final StripeStandIn stripe;

    Till(StripeStandIn stripe) {
        this.stripe = stripe;
        client = StripeClient.builder()
                .setApiKey(stripe.apiKey())
                .setApiBase(stripe.url().toString())
                .setMaxNetworkRetries(0)
                .build();
    }

    /// @return whether it was paid
    boolean pay(Checkout checkout, String card) {
        return post(checkout.url(), Map.of("card", card, "line1", "1 Main Street", "confirmed", "yes")) == 303;
    }

    /// Pays what can be paid on the page of an invoice, whatever the bank wants to be told.
    boolean payInvoice(String id) {
        return post(URI.create(stripe.url() + "/i/" + id + "/pay"), Map.of("card", "PAYS")) == 303;
    }

    /// A person confirms a payment that their bank asks them about.
    boolean confirm(String id) {
        return post(URI.create(stripe.url() + "/i/" + id + "/pay"), Map.of("confirmed", "yes")) == 303;
    }

    private static int post(URI url, Map<String, String> fields) {
        var form = new LinkedHashMap<>(fields)
                .entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
