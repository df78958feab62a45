package dev.slipway.identity;

import dev.slipway.access.TokenHash;
import dev.slipway.kernel.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A browser on its way to a provider and back.
///
/// @param verifier of what the browser has in its cookie: nobody else can end the trip
/// @param linkTo who was signed in when it began
/// @param expiresAt when it is too late to come back
public record Trip(ProviderName provider, TokenHash verifier, Optional<AccountId> linkTo, Instant expiresAt) {

    /// How long somebody may take at the provider.
    public static final Duration LIVES = Duration.ofMinutes(10);

    boolean openAt(Instant now) {
        return now.isBefore(expiresAt);
    }
}
