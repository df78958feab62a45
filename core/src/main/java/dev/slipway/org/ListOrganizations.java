package dev.slipway.org;

import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.Standings;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import java.time.Instant;
import java.util.Optional;

/// Lists the organizations that the caller belongs to; or those that they may have back after deleting them.
public final class ListOrganizations {

    private final Memberships memberships;
    private final Standings standings;

    public ListOrganizations(Memberships memberships, Standings standings) {
        this.memberships = memberships;
        this.standings = standings;
    }

    /// Which of them.
    public enum Which {
        PRESENT,
        /// Deleted ones that the caller owned and can restore.
        RESTORABLE
    }

    /// What was found.
    public sealed interface Outcome {

        record Listed(Page<Belonging> page) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, Which which, Slice slice) {
        return switch (Gatekeeper.mayOneself(standings.findCaller(visit.presented()), Scope.READ, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("nobody belongs anywhere");
            case Decision.Allowed(Principal.Machine _) -> throw new IllegalStateException("a machine is not itself");
            case Decision.Allowed(Principal.Person person) ->
                new Outcome.Listed(memberships
                        .listOf(person.id(), slice)
                        .mapPresent(found -> Optional.of(found).filter(one -> shown(one, which, visit.at()))));
        };
    }

    private static boolean shown(Belonging belonging, Which which, Instant now) {
        var organization = belonging.organization();
        return switch (which) {
            case PRESENT -> organization.deletedAt().isEmpty();
            case RESTORABLE -> belonging.role() == Role.OWNER && organization.restorableAt(now);
        };
    }
}
