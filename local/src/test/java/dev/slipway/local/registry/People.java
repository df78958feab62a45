package dev.slipway.local.registry;

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
import dev.slipway.identity.IssueToken;
import dev.slipway.identity.OpenAccount;
import dev.slipway.identity.RevokeToken;
import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.AddMember;
import dev.slipway.org.FoundOrganization;
import dev.slipway.org.IssueMachineToken;
import dev.slipway.org.Organization;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Settles everybody in an empty table, by the use cases that any others come about by.
final class People {

    static final OrgSlug ACME = new OrgSlug("acme");
    static final OrgSlug GLOBEX = new OrgSlug("globex");

    /// How long the token of [Who#EXPIRED] lives.
    static final Duration SHORT_LIFE = Duration.ofHours(1);

    /// The handle of who is [Who#REMOVED] later.
    static final Handle REMOVED = new Handle("rex");

    private static final Set<Scope> ALL = EnumSet.allOf(Scope.class);

    private final Ids ids = Ids.random();
    private final OpenAccount openAccount;
    private final IssueToken issueToken;
    private final RevokeToken revokeToken;
    private final IssueMachineToken issueMachineToken;
    private final FoundOrganization foundOrganization;
    private final AddMember addMember;
    private final Instant now;
    private final Map<Who, String> tokens = new EnumMap<>(Who.class);

    private People(Table table, Instant now) {
        var memberships = new DynamoMemberships(table);
        var standings = new DynamoStandings(table);
        var terms = new FoundOrganization.Terms(50, 20_000_000);
        this.openAccount = new OpenAccount(new DynamoAccounts(table), ids);
        this.issueToken = new IssueToken(new DynamoTokens(table), standings, ids);
        this.revokeToken = new RevokeToken(new DynamoTokens(table), standings, ids);
        this.issueMachineToken =
                new IssueMachineToken(new DynamoMachineTokens(table), new DynamoServiceAccounts(table), standings, ids);
        this.foundOrganization =
                new FoundOrganization(new DynamoOrganizations(table), memberships, standings, terms, ids);
        this.addMember = new AddMember(memberships, standings, ids);
        this.now = now;
    }

    /// @return the token of everybody who has one
    static Map<Who, String> settle(Table table, Instant now) {
        return new People(table, now).settle();
    }

    private Map<Who, String> settle() {
        var ada = account("ada");
        var owner = person(Who.OWNER, ada, ALL);
        foundOrganization.run(by(owner), wish(ACME, "Acme"));
        join(owner, Who.MAINTAINER, "max", Role.MAINTAINER);
        join(owner, Who.MEMBER, "mia", Role.MEMBER);
        join(owner, Who.PACKAGE_OWNER, "pia", Role.MEMBER);
        join(owner, Who.BILLING, "bill", Role.BILLING);
        join(owner, Who.REMOVED, REMOVED.value(), Role.ADMIN);
        var abe = join(owner, Who.ADMIN, "abe", Role.ADMIN);
        person(Who.ADMIN_READING, abe, Set.of(Scope.READ));
        person(Who.ADMIN_PUBLISHING, abe, Set.of(Scope.PUBLISH));
        person(Who.ADMIN_MANAGING, abe, Set.of(Scope.MANAGE));
        person(Who.ADMIN_IDLE, abe, Set.of());
        machine(Who.MACHINE_READING, owner, ACME, Set.of(Scope.READ));
        machine(Who.MACHINE_PUBLISHING, owner, ACME, Set.of(Scope.PUBLISH));
        machine(Who.MACHINE_IDLE, owner, ACME, Set.of());

        var stranger = person(Who.STRANGER, account("gus"), ALL);
        foundOrganization.run(by(stranger), wish(GLOBEX, "Globex"));
        machine(Who.MACHINE_ELSEWHERE, stranger, GLOBEX, Set.of(Scope.READ, Scope.PUBLISH));
        person(Who.OUTSIDER, account("otto"), ALL);

        keep(
                Who.EXPIRED,
                issueToken.toPerson(by(owner), ada, wish(ALL, Optional.of(now.plus(SHORT_LIFE))), Means.SETUP));
        var revoked = person(Who.REVOKED, ada, ALL);
        revokeToken.run(by(owner), revoked.hash());
        tokens.put(Who.UNKNOWN, Token.draw(Token.Kind.ACCESS).secret());
        tokens.put(Who.GARBLED, garbled(Token.draw(Token.Kind.ACCESS).secret()));
        return tokens;
    }

    private Principal.Person account(String handle) {
        return ((OpenAccount.Outcome.Opened) openAccount.run(visit(new Presented.Nothing()), new Handle(handle)))
                .account()
                .person();
    }

    private Principal.Person join(Token owner, Who who, String handle, Role role) {
        var person = account(handle);
        addMember.run(by(owner), ACME, person, role);
        person(who, person, ALL);
        return person;
    }

    private Token person(Who who, Principal.Person person, Set<Scope> scopes) {
        var nobody = visit(new Presented.Nothing());
        return keep(who, issueToken.toPerson(nobody, person, wish(scopes, Optional.empty()), Means.SETUP));
    }

    private void machine(Who who, Token owner, OrgSlug org, Set<Scope> scopes) {
        var request = new TokenRequest("laptop", scopes, new Lifetime.Forever());
        var issued = (IssueMachineToken.Outcome.Issued) issueMachineToken.toOrganization(by(owner), org, request);
        tokens.put(who, issued.token().secret());
    }

    private Token keep(Who who, IssueToken.Outcome outcome) {
        var token = ((IssueToken.Outcome.Issued) outcome).token();
        tokens.put(who, token.secret());
        return token;
    }

    private static FoundOrganization.Wish wish(OrgSlug slug, String name) {
        return new FoundOrganization.Wish(slug, new DisplayName(name), Organization.Kind.COMPANY);
    }

    private static IssueToken.Wish wish(Set<Scope> scopes, Optional<Instant> expiresAt) {
        return new IssueToken.Wish("laptop", scopes, expiresAt);
    }

    private static String garbled(String token) {
        var last = token.charAt(token.length() - 1);
        return token.substring(0, token.length() - 1) + (last == 'x' ? 'y' : 'x');
    }

    private Visit by(Token token) {
        return visit(new Presented.ByHash(token.hash()));
    }

    private Visit visit(Presented presented) {
        return new Visit(presented, Origin.INSIDE, "", now);
    }
}
