package dev.slipway.adapters.stripe;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.net.BearerTokenAuthenticator;
import com.stripe.net.RequestOptions;
import com.stripe.service.V1Services;
import dev.slipway.billing.Payments.Unreachable;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Asks Stripe by its library, and says in our words why there is no answer.
///
/// The version of the API is the library's. What doesn't come through at all, or meets a broken Stripe, is tried once
/// more: that is safe, as the library gives each `POST` an idempotency key if it has none.
final class Wire {

    private static final int CONNECT_MILLIS = (int) Duration.ofSeconds(5).toMillis();
    private static final int READ_MILLIS = (int) Duration.ofSeconds(20).toMillis();

    private static final int CONFLICT = 409;
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;

    static {
        // Stripe would be told how long its answers took.
        Stripe.enableTelemetry = false;
    }

    private final StripeClient client;

    /// @param base where Stripe is, if it isn't Stripe's own address
    /// @param apiKey asked anew for each request, so that another one counts without a start
    Wire(Optional<URI> base, Supplier<String> apiKey) {
        this(base, apiKey, READ_MILLIS);
    }

    Wire(Optional<URI> base, Supplier<String> apiKey, int readMillis) {
        var builder = StripeClient.builder()
                .setAuthenticator(
                        request -> new BearerTokenAuthenticator(apiKey.get().strip()).authenticate(request))
                .setConnectTimeout(CONNECT_MILLIS)
                .setReadTimeout(readMillis)
                .setMaxNetworkRetries(1)
                .setHttpClient(new HttpLine());
        base.map(Wire::withoutSlash).ifPresent(builder::setApiBase);
        client = builder.build();
    }

    private static String withoutSlash(URI base) {
        var text = base.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /// One request.
    @FunctionalInterface
    interface Call<T> {
        T make(V1Services stripe) throws StripeException;
    }

    /// @throws Refusal if Stripe doesn't do it
    /// @throws Unreachable if it isn't known whether Stripe did it
    /// @throws IllegalStateException if Stripe doesn't know us
    <T> T ask(Call<T> call) {
        try {
            return call.make(client.v1());
        } catch (StripeException e) {
            throw translated(e);
        }
    }

    /// Has the same call done once.
    static RequestOptions once(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    private static RuntimeException translated(StripeException e) {
        return switch (e) {
            case ApiConnectionException _ -> new Unreachable("Stripe can't be reached", e);
            case RateLimitException _ -> new Unreachable("Stripe is asked too often", e);
            // Its own sentence has a part of the key in it.
            case AuthenticationException refused ->
                new IllegalStateException("Stripe doesn't let us in (" + refused.getStatusCode()
                        + "): STRIPE_API_KEY, or the parameter that holds it, has no key that may do this.");
            case IdempotencyException _ ->
                new IllegalStateException("Stripe has seen this idempotency key with other parameters.");
            case CardException _, InvalidRequestException _ -> new Refusal(sentence(e), code(e));
            default -> other(e);
        };
    }

    private static RuntimeException other(StripeException e) {
        int status = e.getStatusCode() == null ? 0 : e.getStatusCode();
        if (status == CONFLICT) {
            return new Unreachable("Stripe is still at the same request", e);
        }
        return status < BAD_REQUEST || status >= SERVER_ERROR
                ? new Unreachable("Stripe answered " + status, e)
                : new IllegalStateException("Stripe answered " + status + ": " + sentence(e));
    }

    private static String sentence(StripeException e) {
        return Optional.ofNullable(e.getUserMessage()).orElse("no reason is given");
    }

    private static String code(StripeException e) {
        return Optional.ofNullable(e.getCode()).orElse("");
    }
}
