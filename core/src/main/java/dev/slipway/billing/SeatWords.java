package dev.slipway.billing;

import dev.slipway.org.SeatKind;
import java.util.Locale;
import java.util.Optional;

/// How billing is spoken of where programs read it.
final class SeatWords {

    private SeatWords() {}

    static String of(SeatKind kind) {
        return switch (kind) {
            case SEAT -> "seats";
            case POOL_SEAT -> "pool_seats";
        };
    }

    static String status(Subscription subscription) {
        return subscription.status().name().toLowerCase(Locale.ROOT);
    }

    static Optional<String> awaited(Subscription subscription) {
        return subscription
                .awaited()
                .map(awaited ->
                        awaited.wanted().seats() + " seats, " + awaited.wanted().poolSeats() + " pool seats");
    }
}
