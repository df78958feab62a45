package dev.slipway.identity;

import dev.slipway.access.Caller;
import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Scope;
import dev.slipway.access.Standings;
import dev.slipway.access.TokenHash;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditAction.LoginApproved;
import dev.slipway.audit.AuditAction.LoginDenied;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;

/// Lets a command line in, in the name of the person who says so, or turns it away.
public final class AnswerLogin {

    private final Logins logins;
    private final Standings standings;
    private final Ids ids;

    public AnswerLogin(Logins logins, Standings standings, Ids ids) {
        this.logins = logins;
        this.standings = standings;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// @param person who answered
        record Answered(Login login, Principal.Person person) implements Outcome {}

        /// Unknown, over, or answered before: which of these isn't said.
        record Gone() implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// The command line gets a token when it asks the next time.
    public Outcome approve(Visit visit, TokenHash page) {
        return run(visit, page, true);
    }

    /// The command line is told no when it asks the next time.
    public Outcome deny(Visit visit, TokenHash page) {
        return run(visit, page, false);
    }

    private Outcome run(Visit visit, TokenHash page, boolean yes) {
        var caller = standings.findCaller(visit.presented());
        return switch (Gatekeeper.mayOneselfSensitive(caller, Scope.MANAGE, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.Allowed(Principal.Person person) ->
                yes
                        ? answer(visit, page, person, approval(person, caller))
                        : answer(visit, page, person, new Login.Answer.No());
            case Decision.Allowed(Principal.Machine _), Decision.AllowedToAnyone _ ->
                throw new IllegalStateException("only people answer");
        };
    }

    private Outcome answer(Visit visit, TokenHash page, Principal.Person person, Login.Answer answer) {
        var found = logins.find(page).filter(login -> login.open(visit.at()));
        if (found.isEmpty()) {
            return new Outcome.Gone();
        }
        var login = found.get();
        var audit = visit.entry(ids.next(visit.at()), new Book.OfAccount(person.id()), person, action(login, answer));
        return logins.answer(page, answer, visit.at(), audit)
                ? new Outcome.Answered(login, person)
                : new Outcome.Gone();
    }

    private static AuditAction action(Login login, Login.Answer answer) {
        var client = login.from().client();
        var address = login.from().address();
        return answer instanceof Login.Answer.Yes
                ? new LoginApproved(client, address)
                : new LoginDenied(client, address);
    }

    /// The token remembers how its person signed in, as what they do in the browser does.
    private static Login.Answer approval(Principal.Person person, Caller caller) {
        return new Login.Answer.Yes(
                person, ((Caller.Holder) caller).credential().means());
    }
}
