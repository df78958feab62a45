package dev.slipway.identity;

import dev.slipway.access.Credential;
import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Permission;
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

/// Revokes a token: a person their own, or whoever manages machine tokens one of the organization's.
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
                .map(credential -> switch (decide(visit, hash, credential)) {
                    case Decision.Refused refused -> new Outcome.Refused(refused.why());
                    case Decision.AllowedToAnyone _ -> throw new IllegalStateException("nobody revokes anonymously");
                    case Decision.Allowed(var actor) -> revoke(visit, new HeldToken(hash, credential), actor);
                })
                .orElseGet(Outcome.NoSuchToken::new);
    }

    /// By its id: one of the tokens of whoever asks.
    public Outcome byId(Visit visit, TokenId id) {
        var caller = standings.findCaller(visit.presented());
        return switch (Gatekeeper.mayOneself(caller, Scope.MANAGE, visit.at())) {
            case Decision.Refused refused -> new Outcome.Refused(refused.why());
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("nobody revokes anonymously");
            case Decision.Allowed(var person) ->
                tokens.findHeld(person, id)
                        .filter(held -> held.credential().kind() == Token.Kind.ACCESS)
                        .map(held -> revoke(visit, held, person))
                        .orElseGet(Outcome.NoSuchToken::new);
        };
    }

    private Decision decide(Visit visit, TokenHash hash, Credential credential) {
        return switch (credential.principal()) {
            case Principal.Machine machine ->
                standings.findIn(visit.presented(), machine.org()).may(Permission.MANAGE_MACHINE_TOKENS, visit.at());
            case Principal.Person person -> shows(visit, hash) ? new Decision.Allowed(person) : ownedBy(person, visit);
        };
    }

    /// Somebody else's token looks the same as none at all, to machines too.
    private Decision ownedBy(Principal.Person person, Visit visit) {
        var decision = Gatekeeper.identify(standings.findCaller(visit.presented()), visit.at());
        return switch (decision) {
            case Decision.Allowed(Principal.Person(var id, var _)) when id.equals(person.id()) -> decision;
            case Decision.Allowed _ -> new Decision.Refused(new Refusal.NotFound());
            case Decision.AllowedToAnyone _, Decision.Refused _ -> decision;
        };
    }

    private static boolean shows(Visit visit, TokenHash hash) {
        return visit.presented() instanceof Presented.ByHash(var shown, var _) && shown.equals(hash);
    }

    private Outcome revoke(Visit visit, HeldToken held, Principal actor) {
        var credential = held.credential();
        Book book = switch (credential.principal()) {
            case Principal.Machine machine -> new Book.OfOrganization(machine.org());
            case Principal.Person person -> new Book.OfAccount(person.id());
        };
        var audit =
                visit.entry(ids.next(visit.at()), book, actor, new TokenRevoked(credential.id(), credential.name()));
        return tokens.revoke(held, visit.at(), audit) ? new Outcome.Revoked() : new Outcome.AlreadyRevoked();
    }
}
