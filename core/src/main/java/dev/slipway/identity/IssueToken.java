package dev.slipway.identity;

import dev.slipway.access.Caller;
import dev.slipway.access.Credential;
import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Limits;
import dev.slipway.access.Means;
import dev.slipway.access.PackagePattern;
import dev.slipway.access.Permission;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Scope;
import dev.slipway.access.Standings;
import dev.slipway.access.Token;
import dev.slipway.access.TokenId;
import dev.slipway.audit.AuditAction.TokenIssued;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Cidr;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Issues tokens: to a person for their command line, or to an organization for its machines.
public final class IssueToken {

    private static final int LONGEST_NAME = 100;

    /// Each request reads them, so they are few.
    private static final int MOST_LIMITS = 50;

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
            requireName(name);
            scopes = Set.copyOf(scopes);
        }
    }

    /// What somebody asks for who has a token, or a session, already.
    ///
    /// @param networks empty for those that the one which makes it has
    /// @param packages empty for those that the one which makes it has
    public record Request(
            String name,
            Set<Scope> scopes,
            Optional<Set<Cidr>> networks,
            Optional<Set<PackagePattern>> packages,
            Lifetime lifetime) {

        public Request {
            requireName(name);
            scopes = Set.copyOf(scopes);
            requireFew(networks.map(Set::size).orElse(0));
            requireFew(packages.map(Set::size).orElse(0));
        }

        private Wish by(Credential maker, Instant now) {
            var limits = new Limits(
                    networks.orElse(maker.limits().networks()),
                    packages.orElse(maker.limits().packages()));
            return new Wish(name, scopes, limits, lifetime.end(maker, now));
        }
    }

    /// What became of it.
    public sealed interface Outcome {

        /// @param token shown this once, and stored nowhere
        record Issued(Token token, Credential credential) implements Outcome {}

        /// Nobody makes a token that can do more, or lives longer, than the one they hold.
        record BeyondItself(Set<Scope> scopes) implements Outcome {}

        /// It would be good where, or for what, the one that makes it is not.
        record BeyondItsLimits() implements Outcome {}

        /// It would outlive the one that makes it.
        record BeyondItsEnd(Instant end) implements Outcome {}

        record AlreadyOver(Instant expiresAt) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// For a person who has just proved who they are. There is no token yet that could limit this one.
    public Outcome toPerson(Visit visit, Principal.Person person, Wish wish, Means means) {
        if (over(wish, visit)) {
            return new Outcome.AlreadyOver(wish.expiresAt().orElseThrow());
        }
        var id = new TokenId(ids.next(visit.at()));
        var book = new Book.OfAccount(person.id());
        return issue(visit, id, Token.Kind.ACCESS, person, person, book, wish, means);
    }

    /// For the person who asks, by what they hold: a token makes none that can do more, elsewhere, or for longer than
    /// itself. A session may make any, if it is young enough.
    public Outcome toOneself(Visit visit, Request request) {
        var caller = standings.findCaller(visit.presented());
        return switch (Gatekeeper.mayOneselfSensitive(caller, Scope.MANAGE, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.Allowed(Principal.Person person) ->
                within(visit, person, request, ((Caller.Holder) caller).credential());
            case Decision.Allowed(Principal.Machine _), Decision.AllowedToAnyone _ ->
                throw new IllegalStateException("only people issue tokens to themselves");
        };
    }

    private Outcome within(Visit visit, Principal.Person person, Request request, Credential maker) {
        var wish = request.by(maker, visit.at());
        var beyond = EnumSet.noneOf(Scope.class);
        wish.scopes().stream().filter(scope -> !scope.within(maker.scopes())).forEach(beyond::add);
        if (!beyond.isEmpty()) {
            return new Outcome.BeyondItself(beyond);
        }
        if (!wish.limits().within(maker.limits())) {
            return new Outcome.BeyondItsLimits();
        }
        var last = Lifetime.makersEnd(maker);
        if (last.isPresent()
                && wish.expiresAt().filter(end -> !end.isAfter(last.get())).isEmpty()) {
            return new Outcome.BeyondItsEnd(last.get());
        }
        return toPerson(visit, person, wish, maker.means());
    }

    /// For an organization, by someone who may manage its machine tokens. A machine token reads or publishes; it never
    /// manages, so a leaked one can't make others.
    public Outcome toMachine(Visit visit, OrgSlug org, Wish wish) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (standing.may(Permission.ISSUE_MACHINE_TOKENS, visit.at())) {
            case Decision.Refused refused -> new Outcome.Refused(refused.why());
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("nobody issues tokens anonymously");
            case Decision.Allowed(var maker) -> toMachine(visit, org, wish, maker, standing.caller());
        };
    }

    private Outcome toMachine(Visit visit, OrgSlug org, Wish wish, Principal maker, Caller caller) {
        var beyond = EnumSet.noneOf(Scope.class);
        wish.scopes().stream()
                .filter(scope -> scope == Scope.MANAGE || !held(caller, scope))
                .forEach(beyond::add);
        if (!beyond.isEmpty()) {
            return new Outcome.BeyondItself(beyond);
        }
        if (over(wish, visit)) {
            return new Outcome.AlreadyOver(wish.expiresAt().orElseThrow());
        }
        var id = new TokenId(ids.next(visit.at()));
        var machine = new Principal.Machine(id, wish.name(), org);
        var means = ((Caller.Holder) caller).credential().means();
        return issue(visit, id, Token.Kind.MACHINE, machine, maker, new Book.OfOrganization(org), wish, means);
    }

    private Outcome issue(
            Visit visit,
            TokenId id,
            Token.Kind kind,
            Principal holder,
            Principal maker,
            Book book,
            Wish wish,
            Means means) {
        var token = Token.draw(kind);
        var credential = new Credential(
                id,
                kind,
                holder,
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
                ids.next(visit.at()), book, maker, new TokenIssued(id, wish.name(), wish.scopes(), expires));
        tokens.issue(token.hash(), credential, audit);
        return new Outcome.Issued(token, credential);
    }

    private static boolean held(Caller caller, Scope scope) {
        return caller instanceof Caller.Holder holder
                && scope.within(holder.credential().scopes());
    }

    private static void requireName(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.codePoints().anyMatch(Character::isISOControl)) {
            throw new Malformed(
                    "invalid_token_name",
                    "A token needs a name of 1 to " + LONGEST_NAME + " characters, without control characters.");
        }
    }

    private static void requireFew(int limits) {
        if (limits > MOST_LIMITS) {
            throw new Malformed(
                    "too_many_limits",
                    "A token can be limited to " + MOST_LIMITS
                            + " address ranges and as many packages, and not to more.");
        }
    }

    private static boolean over(Wish wish, Visit visit) {
        return wish.expiresAt().filter(end -> !end.isAfter(visit.at())).isPresent();
    }
}
