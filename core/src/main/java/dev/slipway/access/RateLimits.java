package dev.slipway.access;

import java.time.Duration;
import java.time.Instant;

/// Counts in the table what must not be done too fast, since functions share no memory.
///
/// A count is no change of anything that an audit log tells of, so no entry comes with it.
public interface RateLimits {

    /// Counts once more, if that is still within the limit.
    ///
    /// @param whose who must not be too fast: an account, an address, a [RateLimit#network]
    default Answer spend(RateLimit limit, String whose, Instant now) {
        return spend(limit, whose, 1, now);
    }

    /// Counts so many times more at once, if all of them are still within the limit.
    Answer spend(RateLimit limit, String whose, int times, Instant now);

    /// What became of it.
    sealed interface Answer {

        record Allowed() implements Answer {}

        /// @param retryAfter how long to wait; at least a second
        record TooFast(Duration retryAfter) implements Answer {}
    }
}
