package dev.slipway.identity;

import dev.slipway.access.Means;
import dev.slipway.access.Principal;
import dev.slipway.access.TokenHash;
import dev.slipway.audit.Origin;
import java.time.Duration;
import java.time.Instant;

/// A command line that asks to be let in, by `npm login`: first nobody knows in whose name.
///
/// @param poll the hash of what the command line shows when it asks whether it was let in. Whoever sees the page's
///     link doesn't have it, and so can't take the token away.
/// @param from where it asked from, and what it calls itself
/// @param answer what somebody said to it, if anybody has
public record Login(TokenHash poll, Origin from, Instant askedAt, Answer answer) {

    /// How long somebody has to answer, and the command line to hear of it.
    public static final Duration LIVES = Duration.ofMinutes(10);

    /// What was said.
    public sealed interface Answer {

        record None() implements Answer {}

        /// @param by in whose name it may act from now on
        /// @param means how they proved who they are
        record Yes(Principal.Person by, Means means) implements Answer {}

        record No() implements Answer {}
    }

    public Instant expiresAt() {
        return askedAt.plus(LIVES);
    }

    /// Whether it still waits for an answer.
    boolean open(Instant now) {
        return answer instanceof Answer.None && now.isBefore(expiresAt());
    }
}
