package dev.slipway.local.people;

import dev.slipway.access.Credential;
import dev.slipway.access.Limits;
import dev.slipway.access.Means;
import dev.slipway.access.Presented;
import dev.slipway.access.Principal;
import dev.slipway.access.Scope;
import dev.slipway.access.Token;
import dev.slipway.access.TokenId;
import dev.slipway.adapters.dynamodb.DynamoLogins;
import dev.slipway.adapters.dynamodb.DynamoRateLimits;
import dev.slipway.adapters.dynamodb.DynamoStandings;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.audit.AuditAction.TokenIssued;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.identity.AnswerLogin;
import dev.slipway.identity.BeginLogin;
import dev.slipway.identity.CollectLogin;
import dev.slipway.identity.ListSessions;
import dev.slipway.identity.ListTokens;
import dev.slipway.identity.ReadLogin;
import dev.slipway.identity.RevokeSession;
import dev.slipway.kernel.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;

/// The use cases about command lines and sessions, on the table of [People].
final class Terminals {

    static final Instant NOW = People.NOW;

    final BeginLogin beginLogin;
    final ReadLogin readLogin;
    final AnswerLogin answerLogin;
    final CollectLogin collectLogin;
    final ListTokens listTokens;
    final ListSessions listSessions;
    final RevokeSession revokeSession;
    private final People people;
    private final Ids ids = Ids.random();

    Terminals(People people, Table table) {
        var logins = new DynamoLogins(table);
        var standings = new DynamoStandings(table);
        this.people = people;
        this.beginLogin = new BeginLogin(logins, new DynamoRateLimits(table));
        this.readLogin = new ReadLogin(logins, standings);
        this.answerLogin = new AnswerLogin(logins, standings, ids);
        this.collectLogin = new CollectLogin(logins, ids);
        this.listTokens = new ListTokens(people.tokens, standings);
        this.listSessions = new ListSessions(people.tokens, standings);
        this.revokeSession = new RevokeSession(people.tokens, standings, ids);
    }

    /// Signs somebody in with a browser.
    Token session(Principal.Person person, Instant at) {
        var token = Token.draw(Token.Kind.SESSION);
        var credential = new Credential(
                new TokenId(ids.next(at)),
                Token.Kind.SESSION,
                person,
                "Firefox on Linux",
                EnumSet.allOf(Scope.class),
                Limits.NONE,
                token.prefix(),
                Means.MAIL,
                at,
                Optional.of(at.plus(Duration.ofDays(30))),
                Optional.empty(),
                Optional.empty());
        var issued = new TokenIssued(credential.id(), credential.name(), credential.scopes(), "never");
        var audit = People.nobody().entry(ids.next(at), new Book.OfAccount(person.id()), person, issued);
        people.tokens.issue(token.hash(), credential, audit);
        return token;
    }

    /// A command line that asks at noon.
    BeginLogin.Outcome.Begun ask() {
        return switch (beginLogin.run(People.nobody())) {
            case BeginLogin.Outcome.Begun begun -> begun;
            case BeginLogin.Outcome.TooFast tooFast -> throw new AssertionError(tooFast);
        };
    }

    CollectLogin.Outcome poll(BeginLogin.Outcome.Begun asked, Instant at) {
        return collectLogin.run(visit(at), asked.page().hash(), asked.poll().hash());
    }

    static Visit by(Token token, Instant at) {
        return People.at(new Presented.ByHash(token.hash()), at);
    }

    static Visit visit(Instant at) {
        return People.at(new Presented.Nothing(), at);
    }
}
