package dev.slipway.packages;

import dev.slipway.access.Decision;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Visibility;
import dev.slipway.audit.Visit;
import java.util.List;
import java.util.Optional;

/// Lists the accounts outside the organization that a package was shared with, to those who manage it.
public final class ListGrants {

    private final Packages packages;

    public ListGrants(Packages packages) {
        this.packages = packages;
    }

    /// What was found.
    public sealed interface Outcome {

        /// @param guests by handle, at most [dev.slipway.access.PackageAccess#MOST]
        /// @param visibility with another than [Visibility#ORG] the grants wait
        record Listed(List<ShowPackage.Guest> guests, Visibility visibility) implements Outcome {

            public Listed {
                guests = List.copyOf(guests);
            }
        }

        record Refused(Refusal why) implements Outcome {}
    }

    /// Outsiders are told as whenever they look: nothing is there. That they are no member is for who would write.
    public Outcome run(Visit visit, PackageName name) {
        var situation = packages.situation(visit.presented(), name, Optional.empty());
        for (var decision :
                List.of(situation.mayRead(visit.at()), situation.may(Permission.MANAGE_PACKAGE, visit.at()))) {
            if (decision instanceof Decision.Refused(var why)) {
                return new Outcome.Refused(why instanceof Refusal.NotAMember ? new Refusal.NotFound() : why);
            }
        }
        var head = situation.live().orElseThrow();
        return new Outcome.Listed(ShowPackage.guests(head), head.access().visibility());
    }
}
