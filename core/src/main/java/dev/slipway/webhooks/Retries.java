package dev.slipway.webhooks;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// When what failed is tried again: soon at first, and for about a day in all.
final class Retries {

    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(8),
            Duration.ofHours(8));

    /// So many attempts a delivery makes in line, with those behind it waiting.
    static final int IN_LINE = 3;

    /// What a receiver can ask for at most.
    private static final Duration LONGEST_WISH = Duration.ofHours(1);

    private static final int SPREAD_PERCENT = 20;

    private Retries() {}

    /// Up to a fifth longer than the wait says, by delivery: those that failed together don't come back together.
    ///
    /// @param tries how many attempts there were in this round
    /// @param wish what the receiver asks to be given
    /// @return empty if there is to be none
    static Optional<Duration> waitAfter(int tries, DeliveryId delivery, Optional<Duration> wish) {
        if (tries > WAITS.size()) {
            return Optional.empty();
        }
        var wait = spread(WAITS.get(tries - 1), delivery.hashCode() * 31 + tries);
        var wished = wish.orElse(Duration.ZERO);
        var heard = wished.compareTo(LONGEST_WISH) < 0 ? wished : LONGEST_WISH;
        return Optional.of(wait.compareTo(heard) < 0 ? heard : wait);
    }

    static Duration spread(Duration wait, int by) {
        return wait.plusMillis(wait.toMillis() * Math.floorMod(by, SPREAD_PERCENT + 1) / 100);
    }
}
