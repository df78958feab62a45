package dev.slipway.access;

import dev.slipway.access.RateLimits.Answer;
import java.time.Duration;
import java.time.Instant;

/// Counts the tokens that somebody tries out: well-formed ones that nobody has.
///
/// Nobody guesses 256 bits. What this slows down is a list of tokens that leaked somewhere, gone through to see which
/// of them are ours, and a machine that knocks with a dead token for ever.
///
/// It is asked after a token was refused, and never before: a token that works costs nothing more, and works however
/// many others were tried from the same network.
public final class TokenGuesses {

    private static final RateLimit BY_NETWORK = new RateLimit("token-guess", 60, Duration.ofHours(1));

    private final RateLimits limits;

    public TokenGuesses(RateLimits limits) {
        this.limits = limits;
    }

    /// Counts one more.
    ///
    /// @param address where it was tried from
    public Answer count(String address, Instant now) {
        return limits.spend(BY_NETWORK, RateLimit.network(address), now);
    }
}
