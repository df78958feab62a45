package dev.slipway.adapters.oidc;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// What a provider knows this registry by.
record Client(String id, String secret) {

    /// The value of `Authorization`, by [RFC 6749, 2.3.1](https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1): both
    /// are encoded like a form before they are put together.
    String basic() {
        var pair = Form.encoded(id) + ":" + Form.encoded(secret);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return id + ":***";
    }
}
