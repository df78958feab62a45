package dev.slipway.local.people;

import dev.slipway.access.Presented;
import dev.slipway.access.Token;
import dev.slipway.adapters.dynamodb.DynamoAccounts;
import dev.slipway.adapters.dynamodb.DynamoRateLimits;
import dev.slipway.adapters.dynamodb.DynamoSignIns;
import dev.slipway.adapters.dynamodb.DynamoStandings;
import dev.slipway.adapters.dynamodb.DynamoTokens;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.audit.Origin;
import dev.slipway.audit.Visit;
import dev.slipway.identity.BeginWithProvider;
import dev.slipway.identity.ConfirmSignIn;
import dev.slipway.identity.FinishWithProvider;
import dev.slipway.identity.Identity;
import dev.slipway.identity.ListIdentities;
import dev.slipway.identity.RequestSignIn;
import dev.slipway.identity.ReturnTo;
import dev.slipway.identity.SignOut;
import dev.slipway.identity.SignUp;
import dev.slipway.identity.UnlinkIdentity;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// The use cases of signing in, on one table, with a mailbox and a provider that tests can look into. Everybody comes
/// from an address of their own, unless a test says otherwise.
final class Door {

    static final Instant NOW = People.NOW;

    final Mailbox mailbox = new Mailbox();
    final Elsewhere elsewhere = new Elsewhere();
    final RequestSignIn requestSignIn;
    final ConfirmSignIn confirmSignIn;
    final BeginWithProvider beginWithProvider;
    final FinishWithProvider finishWithProvider;
    final SignUp signUp;
    final SignOut signOut;
    final WhoAmI whoAmI;
    final ListIdentities listIdentities;
    final UnlinkIdentity unlinkIdentity;
    final DynamoAccounts accounts;

    private final AtomicInteger addresses = new AtomicInteger();

    Door(Table table) {
        var ids = Ids.random();
        var signIns = new DynamoSignIns(table);
        var tokens = new DynamoTokens(table);
        var standings = new DynamoStandings(table);
        var limits = new DynamoRateLimits(table);
        this.accounts = new DynamoAccounts(table);
        this.requestSignIn = new RequestSignIn(signIns, mailbox, limits);
        this.confirmSignIn = new ConfirmSignIn(signIns, accounts, tokens, limits, ids);
        this.beginWithProvider = new BeginWithProvider(signIns, elsewhere, standings, limits);
        this.finishWithProvider = new FinishWithProvider(signIns, accounts, tokens, elsewhere, standings, ids);
        this.signUp = new SignUp(signIns, accounts, tokens, limits, ids);
        this.signOut = new SignOut(tokens, ids);
        this.whoAmI = new WhoAmI(standings);
        this.listIdentities = new ListIdentities(accounts, standings);
        this.unlinkIdentity = new UnlinkIdentity(accounts, standings, ids);
    }

    Visit nobody() {
        return at(new Presented.Nothing(), NOW);
    }

    Visit nobody(Instant when) {
        return at(new Presented.Nothing(), when);
    }

    Visit by(Token session) {
        return at(new Presented.ByHash(session.hash()), NOW);
    }

    Visit by(Token session, Instant when) {
        return at(new Presented.ByHash(session.hash()), when);
    }

    private Visit at(Presented presented, Instant when) {
        int number = addresses.incrementAndGet();
        return from("10.0." + number / 250 + "." + number % 250, presented, when);
    }

    static Visit from(String address, Presented presented, Instant when) {
        var origin = new Origin(address, "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", "request");
        return new Visit(presented, origin, "http://localhost:4873", when);
    }

    /// Has a link mailed to this address.
    Token link(String email) {
        var outcome = requestSignIn.run(nobody(), new Email(email), ReturnTo.HOME);
        if (!(outcome instanceof RequestSignIn.Outcome.Sent)) {
            throw new AssertionError("not sent: " + outcome);
        }
        return mailbox.last().token();
    }

    /// Proves an address that is nobody's yet.
    Token arrival(String email) {
        return ((ConfirmSignIn.Outcome.SignUpFirst)
                        confirmSignIn.run(nobody(), link(email).hash()))
                .arrival();
    }

    /// Opens an account and gives its first session.
    Token newcomer(String handle) {
        var welcome = signUp.run(nobody(), arrival(handle + "@example.com").hash(), new Handle(handle));
        return ((SignUp.Outcome.Welcome) welcome).session();
    }

    /// Sends a browser to the provider.
    Away away(Visit visit) {
        var outcome = (BeginWithProvider.Outcome.Away) beginWithProvider.run(visit, Elsewhere.NAME);
        return new Away(elsewhere.asked(), outcome.verifier());
    }

    record Away(Elsewhere.Request request, Token verifier) {

        FinishWithProvider.Return back(String code) {
            return new FinishWithProvider.Return(
                    Token.read(request.state(), Token.Kind.STATE), Optional.of(code), Optional.of(verifier));
        }
    }

    /// Goes there, says yes as this person, and comes back.
    FinishWithProvider.Outcome through(Visit visit, Identity identity) {
        var away = away(visit);
        var code = elsewhere.approve(away.request(), identity);
        return finishWithProvider.run(visit, Elsewhere.NAME, away.back(code));
    }
}
