package dev.slipway.identity;

import dev.slipway.access.Means;
import dev.slipway.kernel.Email;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Somebody who has proved who they are and has no account yet. Their browser has its secret in a cookie.
///
/// @param email an address that they have proved to be theirs
/// @param identity what the provider that they came by knows them as
/// @param expiresAt when they have to prove it again
public record Arrival(Optional<Email> email, Optional<Identity> identity, Means means, Instant expiresAt) {

    /// How long somebody may take to choose a handle.
    public static final Duration LIVES = Duration.ofHours(1);

    /// Whether there is still time.
    public boolean openAt(Instant now) {
        return now.isBefore(expiresAt);
    }
}
