package dev.slipway.billing;

import dev.slipway.org.SeatKind;

/// How many of each kind.
public record Quantities(long seats, long poolSeats) {

    public static final Quantities NONE = new Quantities(0, 0);

    public Quantities {
        if (seats < 0 || poolSeats < 0) {
            throw new IllegalArgumentException("fewer than none: " + seats + ", " + poolSeats);
        }
    }

    public long of(SeatKind kind) {
        return switch (kind) {
            case SEAT -> seats;
            case POOL_SEAT -> poolSeats;
        };
    }

    /// The same with another number of one kind.
    public Quantities with(SeatKind kind, long quantity) {
        return switch (kind) {
            case SEAT -> new Quantities(quantity, poolSeats);
            case POOL_SEAT -> new Quantities(seats, quantity);
        };
    }
}
