package dev.slipway.identity;

import dev.slipway.access.Caller;
import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Scope;
import dev.slipway.access.Standings;
import dev.slipway.access.Token;
import dev.slipway.access.TokenId;
import dev.slipway.audit.AuditAction.SessionEnded;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.Slice;

/// Signs people out of one of their browsers, or of all but the one that they sit at.
public final class RevokeSession {

    /// Read at a time, and at most so many times: nobody has more.
    private static final int AT_A_TIME = 100;
    private static final int TIMES = 10;

    private final Tokens tokens;
    private final Standings standings;
    private final Ids ids;

    public RevokeSession(Tokens tokens, Standings standings, Ids ids) {
        this.tokens = tokens;
        this.standings = standings;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        record Revoked(int sessions) implements Outcome {}

        /// Theirs is none of that id, or it is over already.
        record NoSuchSession() implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// This one: whoever sees a browser in the list that isn't theirs must not be kept from it by signing in first.
    public Outcome run(Visit visit, TokenId session) {
        var caller = standings.findCaller(visit.presented());
        return switch (Gatekeeper.mayOneself(caller, Scope.MANAGE, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.Allowed(Principal.Person person) ->
                tokens.findHeld(person, session)
                        .filter(held -> held.credential().kind() == Token.Kind.SESSION
                                && held.credential().validAt(visit.at()))
                        .filter(held -> revoke(visit, person, held))
                        .<Outcome>map(_ -> new Outcome.Revoked(1))
                        .orElseGet(Outcome.NoSuchSession::new);
            case Decision.Allowed(Principal.Machine _), Decision.AllowedToAnyone _ ->
                throw new IllegalStateException("only people are signed in");
        };
    }

    /// All but the one that asks. Sensitive: a stranger at a browser that was left open could lock its owner out.
    public Outcome allOthers(Visit visit) {
        var caller = standings.findCaller(visit.presented());
        return switch (Gatekeeper.mayOneselfSensitive(caller, Scope.MANAGE, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.Allowed(Principal.Person person) ->
                new Outcome.Revoked(revokeOthers(
                        visit, person, ((Caller.Holder) caller).credential().id()));
            case Decision.Allowed(Principal.Machine _), Decision.AllowedToAnyone _ ->
                throw new IllegalStateException("only people are signed in");
        };
    }

    private int revokeOthers(Visit visit, Principal.Person person, TokenId current) {
        var revoked = 0;
        var slice = Slice.first(AT_A_TIME);
        for (int time = 0; time < TIMES; time++) {
            var page = tokens.list(person, Token.Kind.SESSION, slice);
            for (var held : page.items()) {
                if (!held.credential().id().equals(current) && revoke(visit, person, held)) {
                    revoked++;
                }
            }
            if (page.next().isEmpty()) {
                break;
            }
            slice = new Slice(page.next(), AT_A_TIME);
        }
        return revoked;
    }

    private boolean revoke(Visit visit, Principal.Person person, HeldToken session) {
        var credential = session.credential();
        var ended = new SessionEnded(credential.id(), credential.name());
        var audit = visit.entry(ids.next(visit.at()), new Book.OfAccount(person.id()), person, ended);
        return tokens.revoke(session, visit.at(), audit);
    }
}
