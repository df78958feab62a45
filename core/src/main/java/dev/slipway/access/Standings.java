package dev.slipway.access;

/// Looks up who calls.
public interface Standings {

    /// The caller alone, in one round trip.
    Caller findCaller(Presented presented);

    /// The caller with their organizations. Memberships come from an index, a moment behind the table, so this is for
    /// lists; a decision about one organization reads the membership itself.
    Standing find(Presented presented);
}
