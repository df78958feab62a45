package dev.slipway.webhooks;

import dev.slipway.access.RateLimit;
import dev.slipway.access.RateLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How much is sent to a receiver by hand: a button here must not become a hail there.
final class SendingLimit {

    private static final RateLimit LIMIT = new RateLimit("webhook-by-hand", 60, Duration.ofHours(1));

    private final RateLimits limits;

    SendingLimit(RateLimits limits) {
        this.limits = limits;
    }

    /// @return how long to wait, if it was too much
    Optional<Duration> spend(EndpointId endpoint, Instant now) {
        return switch (limits.spend(LIMIT, endpoint.value(), now)) {
            case RateLimits.Answer.Allowed _ -> Optional.empty();
            case RateLimits.Answer.TooFast(var retryAfter) -> Optional.of(retryAfter);
        };
    }
}
