package dev.slipway.identity;

import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Scope;
import dev.slipway.access.Standings;
import dev.slipway.audit.Visit;

/// Shows people their own account.
public final class ReadProfile {

    private final Accounts accounts;
    private final Standings standings;

    public ReadProfile(Accounts accounts, Standings standings) {
        this.accounts = accounts;
        this.standings = standings;
    }

    /// What was found.
    public sealed interface Outcome {

        record Found(Account account) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit) {
        var caller = standings.findCaller(visit.presented());
        return switch (Gatekeeper.mayOneself(caller, Scope.READ, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.Allowed(Principal.Person(var id, var _)) ->
                accounts.find(id)
                        .<Outcome>map(Outcome.Found::new)
                        .orElseThrow(() -> new IllegalStateException("a token leads to no account"));
            case Decision.Allowed(Principal.Machine _), Decision.AllowedToAnyone _ ->
                throw new IllegalStateException("only people have a profile");
        };
    }
}
