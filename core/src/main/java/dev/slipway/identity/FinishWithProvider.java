package dev.slipway.identity;

import dev.slipway.access.Caller;
import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Means;
import dev.slipway.access.Principal;
import dev.slipway.access.Scope;
import dev.slipway.access.Standings;
import dev.slipway.access.Token;
import dev.slipway.audit.AuditAction.IdentityLinked;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Ids;
import java.util.Optional;

/// Signs somebody in who comes back from a provider, or links the provider to the account that they are signed in to.
///
/// A person is known again by issuer and subject alone. An address, however verified, finds no account here: whoever
/// could make a provider say that an address is theirs would own the accounts of others.
public final class FinishWithProvider {

    private final SignIns signIns;
    private final Accounts accounts;
    private final Tokens tokens;
    private final Providers providers;
    private final Standings standings;
    private final Sessions sessions;
    private final Ids ids;

    public FinishWithProvider(
            SignIns signIns, Accounts accounts, Tokens tokens, Providers providers, Standings standings, Ids ids) {
        this.signIns = signIns;
        this.accounts = accounts;
        this.tokens = tokens;
        this.providers = providers;
        this.standings = standings;
        this.sessions = new Sessions(tokens, ids);
        this.ids = ids;
    }

    /// What the browser brings back.
    ///
    /// @param code empty if the provider let nobody through
    /// @param verifier from its cookie
    public record Return(Optional<Token> state, Optional<String> code, Optional<Token> verifier) {}

    /// What became of it.
    public sealed interface Outcome {

        /// @param session for the cookie
        record SignedIn(Token session, Account account) implements Outcome {}

        /// The provider knows them, and we don't yet.
        ///
        /// @param arrival for the cookie
        record SignUpFirst(Token arrival) implements Outcome {}

        /// From now on they can sign in this way too.
        record Linked(Providers.Offer offer) implements Outcome {}

        /// It leads to another account than the one that is signed in.
        record AnotherAccounts(Providers.Offer offer) implements Outcome {}

        /// To link is to give a way in: whoever sits there now must show first who they are.
        record SignInAgain() implements Outcome {}

        /// The address is an account's that this provider isn't linked to.
        record AddressTaken(Email email, Providers.Offer offer) implements Outcome {}

        /// They said no there, or the provider did.
        record Declined(Providers.Offer offer) implements Outcome {}

        /// They took too long, came back before, or come from a sign-in that didn't begin in this browser.
        record Gone() implements Outcome {}

        /// @param reason for the log
        record NotProved(Providers.Offer offer, String reason) implements Outcome {}

        /// @param reason for the log
        record Unreachable(Providers.Offer offer, String reason) implements Outcome {}
    }

    public Outcome run(Visit visit, ProviderName name, Return back) {
        var offer = providers.offered().stream()
                .filter(one -> one.name().equals(name))
                .findFirst();
        // Whatever else is wrong, what has been shown is worth nothing any more.
        var trip = back.state().flatMap(state -> signIns.take(state.hash()));
        if (offer.isEmpty() || trip.isEmpty() || back.verifier().isEmpty()) {
            return new Outcome.Gone();
        }
        var verifier = back.verifier().get();
        if (!trip.get().openAt(visit.at())
                || !trip.get().provider().equals(name)
                || !trip.get().verifier().equals(verifier.hash())) {
            return new Outcome.Gone();
        }
        return back.code()
                .map(code -> redeem(visit, trip.get(), offer.get(), code, verifier))
                .orElseGet(() -> new Outcome.Declined(offer.get()));
    }

    private Outcome redeem(Visit visit, Trip trip, Providers.Offer offer, String code, Token verifier) {
        var name = offer.name();
        var callback = BeginWithProvider.callback(visit, name);
        var nonce = BeginWithProvider.nonce(verifier);
        return switch (providers.redeem(name, callback, code, nonce, verifier.secret())) {
            case Providers.Answer.Rejected(var reason) -> new Outcome.NotProved(offer, reason);
            case Providers.Answer.Unreachable(var reason) -> new Outcome.Unreachable(offer, reason);
            case Providers.Answer.Proved(var identity) ->
                trip.linkTo().isPresent() ? signedIn(visit, trip, offer, identity) : signIn(visit, offer, identity);
        };
    }

    /// For somebody who was signed in when they left: it must still be they.
    private Outcome signedIn(Visit visit, Trip trip, Providers.Offer offer, Identity identity) {
        var caller = standings.findCaller(visit.presented());
        if (!(Gatekeeper.identify(caller, visit.at()) instanceof Decision.Allowed(Principal.Person person))
                || !trip.linkTo().equals(Optional.of(person.id()))) {
            return new Outcome.Gone();
        }
        return accounts.findByIdentity(identity)
                .map(account -> account.id().equals(person.id())
                        ? enter(visit, offer, account)
                        : new Outcome.AnotherAccounts(offer))
                .orElseGet(() -> link(visit, caller, person, offer, identity));
    }

    private Outcome link(
            Visit visit, Caller caller, Principal.Person person, Providers.Offer offer, Identity identity) {
        if (!(Gatekeeper.mayOneselfSensitive(caller, Scope.MANAGE, visit.at()) instanceof Decision.Allowed)) {
            return new Outcome.SignInAgain();
        }
        var audit = visit.entry(
                ids.next(visit.at()), new Book.OfAccount(person.id()), person, new IdentityLinked(identity.issuer()));
        var linked = LinkedIdentity.of(new IdentityId(ids.next(visit.at())), identity, visit.at());
        return accounts.link(person.id(), linked, audit)
                ? new Outcome.Linked(offer)
                : new Outcome.AnotherAccounts(offer);
    }

    private Outcome signIn(Visit visit, Providers.Offer offer, Identity identity) {
        return accounts.findByIdentity(identity)
                .map(account -> enter(visit, offer, account))
                .orElseGet(() -> identity.verifiedEmail()
                        .filter(email -> accounts.findByEmail(email).isPresent())
                        .<Outcome>map(email -> new Outcome.AddressTaken(email, offer))
                        .orElseGet(() -> arrive(visit, offer, identity)));
    }

    private Outcome enter(Visit visit, Providers.Offer offer, Account account) {
        var token = Token.draw(Token.Kind.SESSION);
        var session = sessions.begin(visit, token, account.person(), new Means(offer.issuer()));
        tokens.issue(session.hash(), session.credential(), session.audit());
        sessions.end(visit);
        return new Outcome.SignedIn(token, account);
    }

    private Outcome arrive(Visit visit, Providers.Offer offer, Identity identity) {
        var token = Token.draw(Token.Kind.SIGN_UP);
        var until = visit.at().plus(Arrival.LIVES);
        var means = new Means(offer.issuer());
        signIns.keep(token.hash(), new Arrival(identity.verifiedEmail(), Optional.of(identity), means, until));
        return new Outcome.SignUpFirst(token);
    }
}
