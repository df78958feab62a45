package dev.slipway.access;

import dev.slipway.kernel.OrgSlug;

/// Looks up who calls.
public interface Standings {

    /// The caller alone, in one round trip.
    Caller findCaller(Presented presented);

    /// The caller and the organization that they are asking about, strongly consistent, in two round trips.
    OrgStanding findIn(Presented presented, OrgSlug org);

    /// The caller with their organizations. Memberships come from an index, a moment behind the table, so this is for
    /// lists; a decision about one organization reads the membership itself.
    Standing find(Presented presented);
}
