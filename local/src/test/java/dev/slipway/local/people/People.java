package dev.slipway.local.people;

import dev.slipway.access.Credential;
import dev.slipway.access.Lifetime;
import dev.slipway.access.Limits;
import dev.slipway.access.Means;
import dev.slipway.access.Presented;
import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.Token;
import dev.slipway.access.TokenId;
import dev.slipway.access.TokenRequest;
import dev.slipway.adapters.dynamodb.DynamoAccounts;
import dev.slipway.adapters.dynamodb.DynamoMachineTokens;
import dev.slipway.adapters.dynamodb.DynamoMemberships;
import dev.slipway.adapters.dynamodb.DynamoOrganizations;
import dev.slipway.adapters.dynamodb.DynamoServiceAccounts;
import dev.slipway.adapters.dynamodb.DynamoStandings;
import dev.slipway.adapters.dynamodb.DynamoTokens;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.audit.AuditAction.TokenIssued;
import dev.slipway.audit.Book;
import dev.slipway.audit.Origin;
import dev.slipway.audit.Visit;
import dev.slipway.identity.IssueToken;
import dev.slipway.identity.OpenAccount;
import dev.slipway.identity.RevokeToken;
import dev.slipway.identity.Tokens;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.AddMember;
import dev.slipway.org.FoundOrganization;
import dev.slipway.org.IssueMachineToken;
import dev.slipway.org.Organization;
import dev.slipway.org.RevokeMachineToken;
import dev.slipway.org.ShowOrganization;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// The use cases about people on one table, and short ways to say what a test needs of them.
final class People {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final int SEATS = 3;

    private final Table table;
    final OpenAccount openAccount;
    final IssueToken issueToken;
    final RevokeToken revokeToken;
    final IssueMachineToken issueMachineToken;
    final RevokeMachineToken revokeMachineToken;
    final FoundOrganization foundOrganization;
    final ShowOrganization showOrganization;
    final AddMember addMember;
    final WhoAmI whoAmI;
    final Tokens tokens;

    People(Table table) {
        this.table = table;
        var ids = Ids.random();
        var memberships = new DynamoMemberships(table);
        var standings = new DynamoStandings(table);
        this.tokens = new DynamoTokens(table);
        this.openAccount = new OpenAccount(new DynamoAccounts(table), ids);
        this.issueToken = new IssueToken(tokens, standings, ids);
        this.revokeToken = new RevokeToken(tokens, standings, ids);
        var machines = new DynamoMachineTokens(table);
        this.issueMachineToken = new IssueMachineToken(machines, new DynamoServiceAccounts(table), standings, ids);
        this.revokeMachineToken = new RevokeMachineToken(machines, standings, ids);
        this.foundOrganization = new FoundOrganization(
                new DynamoOrganizations(table), memberships, standings, new FoundOrganization.Terms(SEATS, 1_000), ids);
        this.showOrganization = new ShowOrganization(new DynamoOrganizations(table), standings);
        this.addMember = new AddMember(memberships, standings, ids);
        this.whoAmI = new WhoAmI(standings);
    }

    Principal.Person whoIs(Token token) {
        var known = (WhoAmI.Outcome.Known) whoAmI.run(by(token));
        return (Principal.Person) known.principal();
    }

    Principal.Person account(String handle) {
        return ((OpenAccount.Outcome.Opened) openAccount.run(nobody(), new Handle(handle)))
                .account()
                .person();
    }

    Token token(Principal.Person person, Scope... scopes) {
        var wish = new IssueToken.Wish("laptop", Set.of(scopes), Optional.empty());
        return ((IssueToken.Outcome.Issued) issueToken.toPerson(nobody(), person, wish, Means.SETUP)).token();
    }

    /// A token of the organization's own, for ever.
    Token machine(Token maker, OrgSlug org, Scope... scopes) {
        return ((IssueMachineToken.Outcome.Issued) issueMachineToken.toOrganization(by(maker), org, forMachine(scopes)))
                .token();
    }

    static TokenRequest forMachine(Scope... scopes) {
        return new TokenRequest("ci", Set.of(scopes), new Lifetime.Forever());
    }

    /// A browser that somebody signed in with at this time.
    Token session(Principal.Person person, Instant since) {
        var token = Token.draw(Token.Kind.SESSION);
        var id = new TokenId(Ids.random().next(since));
        var session = new Credential(
                id,
                Token.Kind.SESSION,
                person,
                "Firefox",
                Set.of(Scope.values()),
                Limits.NONE,
                token.prefix(),
                Means.MAIL,
                since,
                Optional.of(since.plus(Duration.ofDays(30))),
                Optional.empty(),
                Optional.empty());
        var action = new TokenIssued(id, "Firefox", session.scopes(), "never");
        tokens.issue(
                token.hash(),
                session,
                nobody().entry(Ids.random().next(since), new Book.OfAccount(person.id()), person, action));
        return token;
    }

    /// Founds an organization and gives a token of its owner that allows everything.
    Token organization(String slug) {
        var owner = token(account(slug + "-owner"), Scope.READ, Scope.PUBLISH, Scope.MANAGE);
        var founded = found(by(owner), slug, slug, Organization.Kind.COMPANY);
        if (!(founded instanceof FoundOrganization.Outcome.Founded)) {
            throw new AssertionError("not founded: " + founded);
        }
        return owner;
    }

    /// Founds one of its own for a test where organizations are billed.
    FoundOrganization.Outcome foundBilled(Visit visit, OrgSlug slug, Organization.Kind kind) {
        var billed = new FoundOrganization(
                new DynamoOrganizations(table),
                new DynamoMemberships(table),
                new DynamoStandings(table),
                FoundOrganization.Terms.BILLED,
                Ids.random());
        return billed.run(visit, new FoundOrganization.Wish(slug, new DisplayName(slug.value()), kind));
    }

    FoundOrganization.Outcome found(Visit visit, String slug, String name, Organization.Kind kind) {
        return foundOrganization.run(visit, new FoundOrganization.Wish(new OrgSlug(slug), new DisplayName(name), kind));
    }

    Principal.Person member(Token owner, OrgSlug org, String handle, Role role) {
        var person = account(handle);
        var outcome = addMember.run(by(owner), org, person, role);
        if (!(outcome instanceof AddMember.Outcome.Joined)) {
            throw new AssertionError("not added: " + outcome);
        }
        return person;
    }

    static Visit by(Token token) {
        return visit(new Presented.ByHash(token.hash()));
    }

    static Visit nobody() {
        return visit(new Presented.Nothing());
    }

    private static Visit visit(Presented presented) {
        return at(presented, NOW);
    }

    static Visit at(Presented presented, Instant when) {
        return new Visit(presented, new Origin("192.0.2.1", "test", "request"), "http://localhost", when);
    }
}
