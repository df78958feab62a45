package dev.slipway.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Credential;
import dev.slipway.access.Limits;
import dev.slipway.access.Means;
import dev.slipway.access.Presented;
import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.Token;
import dev.slipway.access.TokenHash;
import dev.slipway.access.TokenId;
import dev.slipway.adapters.dynamodb.DynamoAccounts;
import dev.slipway.adapters.dynamodb.DynamoMemberships;
import dev.slipway.adapters.dynamodb.DynamoOrganizations;
import dev.slipway.adapters.dynamodb.DynamoStandings;
import dev.slipway.adapters.dynamodb.DynamoTokens;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.adapters.lambda.Environment;
import dev.slipway.adapters.lambda.Events;
import dev.slipway.audit.AuditAction.IdentityLinked;
import dev.slipway.audit.AuditAction.TokenIssued;
import dev.slipway.audit.Book;
import dev.slipway.audit.Origin;
import dev.slipway.audit.Visit;
import dev.slipway.functions.guard.GuardHandler;
import dev.slipway.identity.Identity;
import dev.slipway.identity.IdentityId;
import dev.slipway.identity.LinkedIdentity;
import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.AddMember;
import dev.slipway.org.FoundOrganization;
import dev.slipway.org.Organization;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The function `guard`, with an organization `acme` of ada's and providers to sign in by, and short ways to say who
/// calls from where.
final class Gatehouse implements AutoCloseable {

    static final String ORG = "/api/v1/orgs/acme";
    static final String CONSOLE = "/console/organizations/acme";
    static final String ISSUER = "https://login.acme.example";
    static final OrgSlug ACME = new OrgSlug("acme");

    /// Where requests come from, unless a test says otherwise.
    static final String HOME = "203.0.113.7";

    final Reception reception;
    private final Map<String, Principal.Person> people = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();

    Gatehouse() {
        var environment = Environment.of(Map.of(
                "REGISTRY_URL",
                Reception.URL,
                "GITHUB_CLIENT_ID",
                "id",
                "OIDC_CLIENT_ID",
                "id",
                "OIDC_ISSUER",
                ISSUER,
                "OIDC_DISPLAY_NAME",
                "Acme Login"));
        this.reception = new Reception((_, table, clock, log) -> new GuardHandler(environment, table, clock, log));
        found("ada", "acme", Organization.Kind.COMPANY);
    }

    void found(String owner, String slug, Organization.Kind kind) {
        var memberships = new DynamoMemberships(reception.table);
        var founded = new FoundOrganization(
                        new DynamoOrganizations(reception.table),
                        memberships,
                        new DynamoStandings(reception.table),
                        new FoundOrganization.Terms(20, 1_000),
                        Ids.random())
                .run(by(owner), new FoundOrganization.Wish(new OrgSlug(slug), new DisplayName(slug), kind));
        assertThat(founded).isInstanceOf(FoundOrganization.Outcome.Founded.class);
    }

    Principal.Person person(String handle) {
        return people.computeIfAbsent(handle, reception::person);
    }

    String token(String handle) {
        return handle.isEmpty() ? "" : tokens.computeIfAbsent(handle, _ -> reception.fullToken(person(handle)));
    }

    void join(String handle, Role role) {
        var standings = new DynamoStandings(reception.table);
        var added = new AddMember(new DynamoMemberships(reception.table), standings, Ids.random())
                .run(by("ada"), ACME, person(handle), role);
        assertThat(added).isInstanceOf(AddMember.Outcome.Joined.class);
    }

    String machine(Scope... scopes) {
        return reception.machine(by("ada"), ACME, scopes);
    }

    /// Lets somebody be known at an issuer.
    void link(String handle, String issuer) {
        var person = person(handle);
        var identity = new Identity(issuer, handle + "-there", Optional.empty(), Optional.empty());
        var linked = new LinkedIdentity(
                new IdentityId(Ids.random().next(reception.now())), identity.hash(), issuer, reception.now());
        var audit = visit().entry(
                        Ids.random().next(reception.now()),
                        new Book.OfAccount(person.id()),
                        person,
                        new IdentityLinked(issuer));
        assertThat(new DynamoAccounts(reception.table).link(person.id(), linked, audit))
                .isTrue();
    }

    /// What the cookie of a browser holds that somebody has just signed in with by these means.
    String session(String handle, Means means) {
        var person = person(handle);
        var token = Token.draw(Token.Kind.SESSION);
        var at = reception.now();
        var credential = new Credential(
                new TokenId(Ids.random().next(at)),
                Token.Kind.SESSION,
                person,
                "Firefox",
                EnumSet.allOf(Scope.class),
                Limits.NONE,
                token.prefix(),
                means,
                at,
                Optional.of(at.plusSeconds(30 * 86_400)),
                Optional.empty(),
                Optional.empty());
        new DynamoTokens(reception.table)
                .issue(
                        token.hash(),
                        credential,
                        visit().entry(
                                        Ids.random().next(at),
                                        new Book.OfAccount(person.id()),
                                        person,
                                        new TokenIssued(credential.id(), "Firefox", credential.scopes(), "later")));
        return reception.handedOut(token.secret());
    }

    /// Uses a token from an address, so that it was seen there.
    void seen(String token, String address) {
        var answer = reception.send(event("GET", ORG + "/permissions/explain", address)
                .query("permission=see_organization")
                .bearer(token));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    Events event(String method, String path, String address) {
        return reception.event(method, path).from(address);
    }

    private Visit by(String handle) {
        return new Visit(
                new Presented.ByHash(TokenHash.of(token(handle))), Origin.INSIDE, Reception.URL, reception.now());
    }

    private Visit visit() {
        return new Visit(new Presented.Nothing(), Origin.INSIDE, Reception.URL, reception.now());
    }

    Answer call(String who, String method, String path, String body) {
        return reception.call(token(who), method, path, body);
    }

    Answer get(String who, String path) {
        return call(who, "GET", path, "");
    }

    Answer explain(String who, String query) {
        return reception.call(token(who), "GET", ORG + "/permissions/explain", query, "");
    }

    @Override
    public void close() {
        reception.close();
    }
}
