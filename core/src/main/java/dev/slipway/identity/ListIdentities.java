package dev.slipway.identity;

import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Scope;
import dev.slipway.access.Standings;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;

/// Lists the identities that lead to the account of whoever asks, in the order in which they were linked.
public final class ListIdentities {

    private final Accounts accounts;
    private final Standings standings;

    public ListIdentities(Accounts accounts, Standings standings) {
        this.accounts = accounts;
        this.standings = standings;
    }

    /// What was found.
    public sealed interface Outcome {

        record Found(Page<LinkedIdentity> page) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, Slice slice) {
        var caller = standings.findCaller(visit.presented());
        return switch (Gatekeeper.mayOneself(caller, Scope.MANAGE, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.Allowed(Principal.Person(var id, var _)) ->
                new Outcome.Found(accounts.listIdentities(id, slice));
            case Decision.Allowed(Principal.Machine _), Decision.AllowedToAnyone _ ->
                throw new IllegalStateException("only people have identities");
        };
    }
}
