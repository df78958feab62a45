package dev.slipway.org;

import dev.slipway.access.Decision;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.Standings;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.OrgSlug;
import java.util.Optional;
import java.util.Set;

/// Shows an organization to those who belong to it.
public final class ShowOrganization {

    private final Organizations organizations;
    private final Standings standings;

    public ShowOrganization(Organizations organizations, Standings standings) {
        this.organizations = organizations;
        this.standings = standings;
    }

    /// What was found.
    public sealed interface Outcome {

        /// @param role the caller's; empty for a machine
        /// @param may what the caller may do in it
        record Shown(Organization organization, Seats seats, Seats pool, Optional<Role> role, Set<Permission> may)
                implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (standing.may(Permission.SEE_ORGANIZATION, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("nobody is inside an organization");
            case Decision.Allowed _ ->
                organizations
                        .findSeated(org)
                        .<Outcome>map(found -> new Outcome.Shown(
                                found.organization(), found.seats(), found.pool(), standing.role(), standing.given()))
                        .orElseGet(() -> new Outcome.Refused(new Refusal.NotFound()));
        };
    }
}
