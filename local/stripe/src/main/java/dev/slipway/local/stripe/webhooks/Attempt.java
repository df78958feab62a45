package dev.slipway.local.stripe.webhooks;

import java.time.Instant;

/// One delivery of an event.
///
/// @param status what was answered; 0 if nothing was
public record Attempt(String eventId, String type, Instant at, int status) {

    public boolean heard() {
        return status >= 200 && status < 300;
    }
}
