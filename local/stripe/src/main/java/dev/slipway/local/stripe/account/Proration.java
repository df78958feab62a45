package dev.slipway.local.stripe.account;

import java.time.Instant;

/// What part of a period costs.
///
/// Counted by the second: `amount × remaining / length`, rounded to the nearest minor unit, halves away from zero. A
/// credit and a charge are rounded each by itself, as their lines are shown.
record Proration(Instant start, Instant end, Instant at) {

    Proration {
        if (!start.isBefore(end) || at.isBefore(start) || at.isAfter(end)) {
            throw new IllegalArgumentException(
                    "a proration lies in its period: %s in %s to %s".formatted(at, start, end));
        }
    }

    /// The part of an amount that is for what remains.
    ///
    /// @param amount for the whole period, in minor units, nothing or more
    long of(long amount) {
        long length = end.getEpochSecond() - start.getEpochSecond();
        long remaining = end.getEpochSecond() - at.getEpochSecond();
        return Math.addExact(Math.multiplyExact(Math.multiplyExact(amount, remaining), 2L), length)
                / Math.multiplyExact(length, 2L);
    }
}
