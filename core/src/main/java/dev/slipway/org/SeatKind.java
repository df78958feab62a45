package dev.slipway.org;

/// What an organization has a number of, and pays for by the piece.
public enum SeatKind {
    /// A place in the organization. It has at least its owner's.
    SEAT(1),
    /// A place in the Pool, which a member is given.
    POOL_SEAT(0);

    private final long fewest;

    SeatKind(long fewest) {
        this.fewest = fewest;
    }

    long fewest() {
        return fewest;
    }
}
