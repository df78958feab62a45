package dev.slipway.org;

import dev.slipway.access.Principal;
import dev.slipway.access.TeamId;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.Set;

/// Somebody in an organization who is no person: a build server, a bot. It holds machine tokens, may do what its teams
/// give, and takes no seat.
///
/// @param teams those that it was added to
/// @param createdBy who made it, which gives them nothing
public record ServiceAccount(
        OrgSlug org, Principal.ServiceAccount who, Set<TeamId> teams, Instant createdAt, Principal.Person createdBy) {

    /// How many an organization may have.
    public static final int MOST = 100;

    public ServiceAccount {
        teams = Set.copyOf(teams);
    }
}
