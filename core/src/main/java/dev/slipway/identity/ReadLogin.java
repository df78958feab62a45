package dev.slipway.identity;

import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Scope;
import dev.slipway.access.Standings;
import dev.slipway.access.TokenHash;
import dev.slipway.audit.Visit;

/// Shows a person which command line asks to be let in. Asking changes nothing.
public final class ReadLogin {

    private final Logins logins;
    private final Standings standings;

    public ReadLogin(Logins logins, Standings standings) {
        this.logins = logins;
        this.standings = standings;
    }

    /// What was found.
    public sealed interface Outcome {

        /// @param person in whose name it would act
        record Waiting(Login login, Principal.Person person) implements Outcome {}

        /// Unknown, over, or answered: which of these isn't said.
        record Gone() implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// Whoever must sign in again to answer is told so before they read, and not when they have decided.
    public Outcome run(Visit visit, TokenHash page) {
        var caller = standings.findCaller(visit.presented());
        return switch (Gatekeeper.mayOneselfSensitive(caller, Scope.MANAGE, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.Allowed(Principal.Person person) -> waiting(visit, page, person);
            case Decision.Allowed(Principal.Machine _), Decision.AllowedToAnyone _ ->
                throw new IllegalStateException("only people answer");
        };
    }

    private Outcome waiting(Visit visit, TokenHash page, Principal.Person person) {
        return logins.find(page)
                .filter(login -> login.open(visit.at()))
                .<Outcome>map(login -> new Outcome.Waiting(login, person))
                .orElseGet(Outcome.Gone::new);
    }
}
