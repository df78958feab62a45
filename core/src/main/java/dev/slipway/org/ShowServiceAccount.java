package dev.slipway.org;

import dev.slipway.access.Decision;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.ServiceAccountName;
import dev.slipway.access.Standings;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.OrgSlug;

/// Shows one service account to whoever belongs to its organization.
public final class ShowServiceAccount {

    private final ServiceAccounts accounts;
    private final Standings standings;

    public ShowServiceAccount(ServiceAccounts accounts, Standings standings) {
        this.accounts = accounts;
        this.standings = standings;
    }

    /// What was found.
    public sealed interface Outcome {

        record Shown(TeamedAccount account) implements Outcome {}

        record NoSuchServiceAccount(ServiceAccountName name) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, ServiceAccountName name) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (standing.may(Permission.SEE_ORGANIZATION, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("nobody is inside an organization");
            case Decision.Allowed _ ->
                accounts.find(org, name)
                        .<Outcome>map(account -> new Outcome.Shown(TeamedAccount.of(account, standing)))
                        .orElseGet(() -> new Outcome.NoSuchServiceAccount(name));
        };
    }
}
