package dev.slipway.identity;

import dev.slipway.kernel.Email;
import java.time.Duration;
import java.time.Instant;

/// A link that was mailed to an address; whoever has it has that address.
///
/// @param expiresAt when it stops working
public record MailedSignIn(Email email, Instant expiresAt) {

    static final Duration LIVES = Duration.ofMinutes(15);

    /// Whether it still works at this moment.
    public boolean openAt(Instant now) {
        return now.isBefore(expiresAt);
    }
}
