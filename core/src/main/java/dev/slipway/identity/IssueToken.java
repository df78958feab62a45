package dev.slipway.identity;

import dev.slipway.access.Caller;
import dev.slipway.access.Credential;
import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Limits;
import dev.slipway.access.Means;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Scope;
import dev.slipway.access.Standings;
import dev.slipway.access.Token;
import dev.slipway.access.TokenId;
import dev.slipway.access.TokenRequest;
import dev.slipway.audit.AuditAction.TokenIssued;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Issues tokens to a person for their command line. An organization's are issued where organizations are.
public final class IssueToken {

    private final Tokens tokens;
    private final Standings standings;
    private final Ids ids;

    public IssueToken(Tokens tokens, Standings standings, Ids ids) {
        this.tokens = tokens;
        this.standings = standings;
        this.ids = ids;
    }

    /// What is asked for.
    ///
    /// @param name for people, to tell tokens apart; up to 100 characters
    /// @param scopes an empty set makes a token that allows nothing
    /// @param expiresAt empty for never
    /// @param limits what narrows it besides
    public record Wish(String name, Set<Scope> scopes, Limits limits, Optional<Instant> expiresAt) {

        /// Without limits.
        public Wish(String name, Set<Scope> scopes, Optional<Instant> expiresAt) {
            this(name, scopes, Limits.NONE, expiresAt);
        }

        public Wish {
            TokenRequest.requireName(name);
            scopes = Set.copyOf(scopes);
        }
    }

    /// What became of it.
    public sealed interface Outcome {

        /// @param token shown this once, and stored nowhere
        record Issued(Token token, Credential credential) implements Outcome {}

        record NotGranted(TokenRequest.Objection why) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// For a person who has just proved who they are. There is no token yet that could limit this one.
    public Outcome toPerson(Visit visit, Principal.Person person, Wish wish, Means means) {
        return wish.expiresAt()
                .filter(end -> !end.isAfter(visit.at()))
                .<Outcome>map(over -> new Outcome.NotGranted(new TokenRequest.Objection.AlreadyOver(over)))
                .orElseGet(() -> issue(visit, person, wish, means));
    }

    /// For the person who asks, by what they hold: a token makes none that can do more, elsewhere, or for longer than
    /// itself. A session may make any, if it is young enough.
    public Outcome toOneself(Visit visit, TokenRequest request) {
        var caller = standings.findCaller(visit.presented());
        return switch (Gatekeeper.mayOneselfSensitive(caller, Scope.MANAGE, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.Allowed(Principal.Person person) ->
                within(visit, person, request, ((Caller.Holder) caller).credential());
            case Decision.Allowed(Principal.Machine _), Decision.AllowedToAnyone _ ->
                throw new IllegalStateException("only people issue tokens to themselves");
        };
    }

    private Outcome within(Visit visit, Principal.Person person, TokenRequest request, Credential maker) {
        return switch (request.by(maker, visit.at())) {
            case TokenRequest.Measured.DoesNotFit(var why) -> new Outcome.NotGranted(why);
            case TokenRequest.Measured.Fits(var limits, var end) ->
                issue(visit, person, new Wish(request.name(), request.scopes(), limits, end), maker.means());
        };
    }

    private Outcome issue(Visit visit, Principal.Person person, Wish wish, Means means) {
        var token = Token.draw(Token.Kind.ACCESS);
        var id = new TokenId(ids.next(visit.at()));
        var credential = new Credential(
                id,
                Token.Kind.ACCESS,
                person,
                wish.name(),
                wish.scopes(),
                wish.limits(),
                token.prefix(),
                means,
                visit.at(),
                wish.expiresAt(),
                Optional.empty(),
                Optional.empty());
        var expires = wish.expiresAt().map(Instant::toString).orElse("never");
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfAccount(person.id()),
                person,
                new TokenIssued(id, wish.name(), wish.scopes(), expires));
        tokens.issue(token.hash(), credential, audit);
        return new Outcome.Issued(token, credential);
    }
}
