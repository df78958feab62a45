package dev.slipway.org;

import dev.slipway.access.Decision;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import java.util.Optional;
import java.util.function.Supplier;

/// Lists who belongs to an organization, to those who do.
public final class ListMembers {

    private final Memberships memberships;
    private final Standings standings;

    public ListMembers(Memberships memberships, Standings standings) {
        this.memberships = memberships;
        this.standings = standings;
    }

    /// What was found.
    public sealed interface Outcome {

        record Listed(Page<Member> page) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, Slice slice) {
        return list(visit, org, () -> memberships.list(org, slice));
    }

    /// All of them at once, for whoever takes no pages.
    public Outcome all(Visit visit, OrgSlug org) {
        return list(visit, org, () -> new Page<>(memberships.listAll(org), Optional.empty()));
    }

    private Outcome list(Visit visit, OrgSlug org, Supplier<Page<Member>> page) {
        return switch (standings.findIn(visit.presented(), org).may(Permission.SEE_ORGANIZATION, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("nobody is inside an organization");
            case Decision.Allowed _ -> new Outcome.Listed(page.get());
        };
    }
}
