package dev.slipway.identity;

import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Presented;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Scope;
import dev.slipway.access.Standings;
import dev.slipway.access.Token;
import dev.slipway.access.TokenHash;
import dev.slipway.access.TokenId;
import dev.slipway.audit.AuditAction.TokenRevoked;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import java.util.Optional;

/// Revokes a token: a person their own. An organization's are revoked where organizations are.
public final class RevokeToken {

    private final Tokens tokens;
    private final Standings standings;
    private final Ids ids;

    public RevokeToken(Tokens tokens, Standings standings, Ids ids) {
        this.tokens = tokens;
        this.standings = standings;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        record Revoked() implements Outcome {}

        /// It was revoked before; the first time stays.
        record AlreadyRevoked() implements Outcome {}

        record NoSuchToken() implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// By its secret. A person's token gives itself back whatever its scopes are, and also when it has expired.
    public Outcome run(Visit visit, TokenHash hash) {
        return tokens.find(hash)
                .flatMap(credential -> credential.principal() instanceof Principal.Person person
                        ? Optional.of(run(visit, person, new HeldToken(hash, credential)))
                        : Optional.empty())
                .orElseGet(Outcome.NoSuchToken::new);
    }

    /// By its id: one of the tokens of whoever asks.
    public Outcome byId(Visit visit, TokenId id) {
        var caller = standings.findCaller(visit.presented());
        return switch (Gatekeeper.mayOneself(caller, Scope.MANAGE, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.Allowed(Principal.Person person) ->
                tokens.findHeld(person, id)
                        .filter(held -> held.credential().kind() == Token.Kind.ACCESS)
                        .map(held -> revoke(visit, person, held, person))
                        .orElseGet(Outcome.NoSuchToken::new);
            case Decision.Allowed(Principal.Machine _), Decision.AllowedToAnyone _ ->
                throw new IllegalStateException("only people have tokens of their own");
        };
    }

    private Outcome run(Visit visit, Principal.Person holder, HeldToken held) {
        var decision = shows(visit, held.hash()) ? new Decision.Allowed(holder) : ownedBy(holder, visit);
        return switch (decision) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("nobody revokes anonymously");
            case Decision.Allowed(var actor) -> revoke(visit, holder, held, actor);
        };
    }

    /// Somebody else's token looks the same as none at all, to machines too.
    private Decision ownedBy(Principal.Person person, Visit visit) {
        return switch (Gatekeeper.identify(standings.findCaller(visit.presented()), visit.at())) {
            case Decision.Allowed(var who)
            when !who.key().equals(person.key()) -> new Decision.Refused(new Refusal.NotFound());
            case Decision decision -> decision;
        };
    }

    private static boolean shows(Visit visit, TokenHash hash) {
        return visit.presented() instanceof Presented.ByHash(var shown, var _) && shown.equals(hash);
    }

    private Outcome revoke(Visit visit, Principal.Person holder, HeldToken held, Principal actor) {
        var credential = held.credential();
        var book = new Book.OfAccount(holder.id());
        var audit =
                visit.entry(ids.next(visit.at()), book, actor, new TokenRevoked(credential.id(), credential.name()));
        return tokens.revoke(held, visit.at(), audit) ? new Outcome.Revoked() : new Outcome.AlreadyRevoked();
    }
}
