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

        record NotFound() implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, PackageName name) {
        var situation = packages.situation(visit.presented(), name, Optional.empty());
        return switch (situation.may(Permission.MANAGE_PACKAGE, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("nobody manages anonymously");
            case Decision.Allowed _ ->
                situation
                        .live()
                        .<Outcome>map(head -> new Outcome.Listed(
                                ShowPackage.guests(head), head.access().visibility()))
                        .orElseGet(Outcome.NotFound::new);
        };
    }
}
