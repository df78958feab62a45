package dev.slipway.org;

import dev.slipway.access.Decision;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;

/// Lists the service accounts of an organization, to whoever belongs to it.
public final class ListServiceAccounts {

    private final ServiceAccounts accounts;
    private final Standings standings;

    public ListServiceAccounts(ServiceAccounts accounts, Standings standings) {
        this.accounts = accounts;
        this.standings = standings;
    }

    /// What was found.
    public sealed interface Outcome {

        record Listed(Page<TeamedAccount> page) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, Slice slice) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (standing.may(Permission.SEE_ORGANIZATION, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("nobody is inside an organization");
            case Decision.Allowed _ ->
                new Outcome.Listed(accounts.list(org, slice).map(account -> TeamedAccount.of(account, standing)));
        };
    }
}
