package dev.slipway.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Which secret an endpoint signs with. The secret itself follows from it: see [Secrets].
///
/// @param generation from 1; one more with each rotation
/// @param since when it was made
/// @param previousUntil until when what is sent is signed with the one before as well
public record SecretAge(int generation, Instant since, Optional<Instant> previousUntil) {

    /// How long receivers have for taking over a new secret.
    public static final Duration OVERLAP = Duration.ofHours(24);

    public static SecretAge first(Instant at) {
        return new SecretAge(1, at, Optional.empty());
    }

    /// Whether the one before is still signed with. Rotating once more would leave a third one, which receivers may
    /// still have, without a signature.
    public boolean overlapsAt(Instant now) {
        return previousUntil.filter(now::isBefore).isPresent();
    }

    /// The next secret, the one until now going on for [#OVERLAP].
    public SecretAge rotated(Instant at) {
        return new SecretAge(generation + 1, at, Optional.of(at.plus(OVERLAP)));
    }

    /// The next secret, and no other any more.
    public SecretAge replaced(Instant at) {
        return new SecretAge(generation + 1, at, Optional.empty());
    }

    /// Those that are signed with, the newest first.
    public List<Integer> generationsAt(Instant now) {
        return overlapsAt(now) ? List.of(generation, generation - 1) : List.of(generation);
    }
}
