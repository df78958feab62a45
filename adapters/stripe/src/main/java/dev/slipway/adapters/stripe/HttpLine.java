package dev.slipway.adapters.stripe;

import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpURLConnectionClient;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;

/// The library's own way to Stripe, which it would stumble over an empty answer on: whoever answers without a JSON
/// object isn't Stripe, but something before it.
///
/// Connections are kept for seconds, by the clock on the wall, so that none outlives a snapshot or a frozen
/// environment.
final class HttpLine extends HttpURLConnectionClient {

    @Override
    public StripeResponse request(StripeRequest request) throws ApiConnectionException {
        var response = answer(request);
        if (!response.body().stripLeading().startsWith("{")) {
            throw new ApiConnectionException("an answer of status " + response.code() + " that is no JSON object");
        }
        return response;
    }

    private StripeResponse answer(StripeRequest request) throws ApiConnectionException {
        try {
            return super.request(request);
        } catch (NullPointerException e) {
            // The library's own, which takes it for granted that an error has a body.
            throw new ApiConnectionException("an error without a body", e);
        }
    }
}
