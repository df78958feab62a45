package dev.slipway.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How a receiver has answered lately.
///
/// After [#PATIENCE] failures in a row without a success nothing is tried before `notBefore`, and then one delivery at
/// a time: whoever wants to try moves `notBefore` on first, which one of them can.
///
/// @param failingSince when the first of the failures was that no success came after
/// @param failures how many in a row
/// @param notBefore when the next try may be; empty for at once
public record Health(Optional<Instant> failingSince, int failures, Optional<Instant> notBefore) {

    public static final Health GOOD = new Health(Optional.empty(), 0, Optional.empty());

    /// How many failures in a row are put down to chance.
    public static final int PATIENCE = 5;

    /// A receiver that failed so long without one success is paused.
    public static final Duration GIVEN_UP = Duration.ofDays(3);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    public boolean good() {
        return equals(GOOD);
    }

    /// Whether tries have to be claimed.
    public boolean open() {
        return notBefore.isPresent();
    }

    public boolean mayTryAt(Instant now) {
        return notBefore.filter(now::isBefore).isEmpty();
    }

    /// After one more failure.
    public Health failedAt(Instant now) {
        var next = failures + 1;
        return new Health(
                failingSince.or(() -> Optional.of(now)),
                next,
                next < PATIENCE ? Optional.empty() : Optional.of(now.plus(pause(next - PATIENCE))));
    }

    /// While somebody tries, nobody else does.
    ///
    /// @param until when whoever tries must have come to an end
    public Health claimedUntil(Instant until) {
        return new Health(failingSince, failures, Optional.of(until));
    }

    /// Whether it has failed so long that it is to be paused.
    public boolean givenUpAt(Instant now) {
        return failingSince.filter(since -> !now.isBefore(since.plus(GIVEN_UP))).isPresent();
    }

    private static Duration pause(int step) {
        var pause = FIRST_WAIT.multipliedBy(1L << Math.min(step, 20));
        return pause.compareTo(LONGEST_WAIT) < 0 ? pause : LONGEST_WAIT;
    }
}
