package dev.slipway.local;

import dev.slipway.access.Lifetime;
import dev.slipway.access.Means;
import dev.slipway.access.Presented;
import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.Token;
import dev.slipway.access.TokenRequest;
import dev.slipway.adapters.dynamodb.DynamoAccounts;
import dev.slipway.adapters.dynamodb.DynamoMachineTokens;
import dev.slipway.adapters.dynamodb.DynamoMemberships;
import dev.slipway.adapters.dynamodb.DynamoOrganizations;
import dev.slipway.adapters.dynamodb.DynamoServiceAccounts;
import dev.slipway.adapters.dynamodb.DynamoStandings;
import dev.slipway.adapters.dynamodb.DynamoTokens;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.audit.Origin;
import dev.slipway.audit.Visit;
import dev.slipway.identity.Identity;
import dev.slipway.identity.IssueToken;
import dev.slipway.identity.Newcomer;
import dev.slipway.identity.OpenAccount;
import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.AddMember;
import dev.slipway.org.FoundOrganization;
import dev.slipway.org.IssueMachineToken;
import dev.slipway.org.Organization;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// The people and the organization that an empty registry begins with.
///
/// They come about by the use cases that any others do, so the table never holds what the product could not have
/// written, and the audit log begins with how they came.
final class Seed {

    /// The organization that everybody but otto belongs to.
    static final OrgSlug ORGANIZATION = new OrgSlug("acme");

    /// More than an afternoon of trying things out needs.
    private static final FoundOrganization.Terms TERMS = new FoundOrganization.Terms(50, 5_000_000_000L);

    private final OpenAccount openAccount;
    private final IssueToken issueToken;
    private final IssueMachineToken issueMachineToken;
    private final FoundOrganization foundOrganization;
    private final AddMember addMember;
    private final Data.Start start;
    private final Instant now;

    private Seed(Table table, Data.Start start) {
        var ids = Ids.random();
        var memberships = new DynamoMemberships(table);
        var standings = new DynamoStandings(table);
        this.openAccount = new OpenAccount(new DynamoAccounts(table), ids);
        this.issueToken = new IssueToken(new DynamoTokens(table), standings, ids);
        this.issueMachineToken =
                new IssueMachineToken(new DynamoMachineTokens(table), new DynamoServiceAccounts(table), standings, ids);
        this.foundOrganization =
                new FoundOrganization(new DynamoOrganizations(table), memberships, standings, TERMS, ids);
        this.addMember = new AddMember(memberships, standings, ids);
        this.start = start;
        this.now = start.at();
    }

    static Tokens plant(Table table, Data.Start start) {
        return new Seed(table, start).plant();
    }

    private Tokens plant() {
        var owner = token(account("ada", Optional.of(start.ada())), Set.of(Scope.READ, Scope.PUBLISH, Scope.MANAGE));
        found(owner);
        var max = account("max");
        var mia = account("mia");
        join(owner, max, Role.MAINTAINER);
        join(owner, mia, Role.MEMBER);
        var publishing = Set.of(Scope.READ, Scope.PUBLISH);
        return new Tokens(
                owner.secret(),
                token(max, publishing).secret(),
                token(mia, publishing).secret(),
                token(account("otto"), publishing).secret(),
                machineToken(owner).secret());
    }

    private Principal.Person account(String handle) {
        return account(handle, Optional.empty());
    }

    private Principal.Person account(String handle, Optional<Identity> identity) {
        var newcomer = new Newcomer(
                new Handle(handle), Optional.empty(), Optional.of(new Email(handle + "@example.com")), identity);
        return switch (openAccount.run(visit(new Presented.Nothing()), newcomer)) {
            case OpenAccount.Outcome.Opened(var account) -> account.person();
            case OpenAccount.Outcome other -> throw unexpected(other);
        };
    }

    private Token token(Principal.Person person, Set<Scope> scopes) {
        return token(issueToken.toPerson(
                visit(new Presented.Nothing()), person, wish("./slipway start", scopes), Means.SETUP));
    }

    private Token machineToken(Token owner) {
        var request = new TokenRequest("read-only", Set.of(Scope.READ), new Lifetime.Forever());
        return switch (issueMachineToken.toOrganization(by(owner), ORGANIZATION, request)) {
            case IssueMachineToken.Outcome.Issued(var token, var _) -> token;
            case IssueMachineToken.Outcome other -> throw unexpected(other);
        };
    }

    private static Token token(IssueToken.Outcome outcome) {
        return switch (outcome) {
            case IssueToken.Outcome.Issued(var token, var _) -> token;
            case IssueToken.Outcome other -> throw unexpected(other);
        };
    }

    private void found(Token owner) {
        switch (foundOrganization.run(
                by(owner),
                new FoundOrganization.Wish(ORGANIZATION, new DisplayName("Acme"), Organization.Kind.COMPANY))) {
            case FoundOrganization.Outcome.Founded _ -> {}
            case FoundOrganization.Outcome other -> throw unexpected(other);
        }
    }

    private void join(Token owner, Principal.Person person, Role role) {
        switch (addMember.run(by(owner), ORGANIZATION, person, role)) {
            case AddMember.Outcome.Joined _ -> {}
            case AddMember.Outcome other -> throw unexpected(other);
        }
    }

    private static IssueToken.Wish wish(String name, Set<Scope> scopes) {
        return new IssueToken.Wish(name, scopes, Optional.empty());
    }

    private Visit by(Token token) {
        return visit(new Presented.ByHash(token.hash()));
    }

    /// Nobody is told a URL while nobody can reach the registry.
    private Visit visit(Presented presented) {
        return new Visit(presented, Origin.INSIDE, "", now);
    }

    private static IllegalStateException unexpected(Object outcome) {
        return new IllegalStateException("an empty registry refuses its first data: " + outcome);
    }
}
