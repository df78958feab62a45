package dev.slipway.local.journeys;

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
import dev.slipway.identity.RevokeToken;
import dev.slipway.kernel.Cidr;
import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.local.LocalRegistry;
import dev.slipway.local.Options;
import dev.slipway.org.AddMember;
import dev.slipway.org.FoundOrganization;
import dev.slipway.org.IssueMachineToken;
import dev.slipway.org.Organization;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The registry that the journeys talk to. They know nothing of it but its URL and the tokens of people.
final class RegistryUnderTest implements AutoCloseable {

    private final LocalRegistry registry;

    private RegistryUnderTest(LocalRegistry registry) {
        this.registry = registry;
    }

    static RegistryUnderTest start() {
        return new RegistryUnderTest(LocalRegistry.start(Options.inMemory()));
    }

    /// Without a slash at the end.
    String url() {
        return registry.url();
    }

    String organization() {
        return registry.organization();
    }

    /// Empty for nobody.
    String token(Who who) {
        var tokens = registry.tokens();
        return switch (who) {
            case OWNER -> tokens.owner();
            case MAINTAINER -> tokens.maintainer();
            case MEMBER -> tokens.member();
            case OUTSIDER -> tokens.outsider();
            case READ_ONLY_MACHINE -> tokens.readOnly();
            case NOBODY -> "";
        };
    }

    /// An organization of its own for a journey, founded by the owner, with the member in it.
    String newOrganization(String slug) {
        var table = table();
        var memberships = new DynamoMemberships(table);
        var standings = new DynamoStandings(table);
        var now = Instant.now();
        var owner = visit(new Presented.ByHash(new Token(token(Who.OWNER)).hash()), now);
        var wish = new FoundOrganization.Wish(new OrgSlug(slug), new DisplayName(slug), Organization.Kind.COMPANY);
        new FoundOrganization(
                        new DynamoOrganizations(table),
                        memberships,
                        standings,
                        new FoundOrganization.Terms(5, 1_000),
                        Ids.random())
                .run(owner, wish);
        var member = (Principal.Person) new DynamoTokens(table)
                .find(new Token(token(Who.MEMBER)).hash())
                .orElseThrow()
                .principal();
        new AddMember(memberships, standings, Ids.random()).run(owner, new OrgSlug(slug), member, Role.MEMBER);
        return slug;
    }

    /// A token of the member's that was good until yesterday. Nobody can ask for one over HTTP, since no test waits a
    /// day: it is issued two days ago, by the use case that issues any.
    String expiredToken() {
        var yesterday = Instant.now().minus(Duration.ofDays(1));
        var wish = new IssueToken.Wish("until yesterday", Set.of(Scope.READ), Optional.of(yesterday));
        return issue(yesterday.minus(Duration.ofDays(1)), wish).secret();
    }

    /// One of the organization's own that was good until yesterday.
    String expiredMachineToken() {
        var yesterday = Instant.now().minus(Duration.ofDays(1));
        var standings = new DynamoStandings(table());
        var issue = new IssueMachineToken(
                new DynamoMachineTokens(table()), new DynamoServiceAccounts(table()), standings, Ids.random());
        var owner = new Presented.ByHash(new Token(registry.tokens().owner()).hash());
        var issued = issue.toOrganization(
                visit(owner, yesterday.minus(Duration.ofDays(1))),
                new OrgSlug(organization()),
                new TokenRequest("until yesterday", Set.of(Scope.READ), new Lifetime.Until(yesterday)));
        return ((IssueMachineToken.Outcome.Issued) issued).token().secret();
    }

    /// Gives a package to a team of one service account, as its maintainer, by the items that decide.
    void give(String serviceAccount, String pkg) {
        var team = Ids.random().next(Instant.now());
        var power = Map.of(
                "name",
                AttributeValue.fromS("releases"),
                "permissions",
                AttributeValue.fromL(List.<AttributeValue>of()));
        change("ORG#" + organization(), "ORGANIZATION", "SET teams.#team = :given", team, AttributeValue.fromM(power));
        change("PACKAGE#" + pkg, "HEAD", "SET teams.#team = :given", team, AttributeValue.fromS("MAINTAINER"));
        registry.database()
                .client()
                .updateItem(request -> request.tableName("slipway")
                        .key(key("SERVICES#" + organization(), serviceAccount))
                        .updateExpression("ADD #teams :teams")
                        .expressionAttributeNames(Map.of("#teams", "teams"))
                        .expressionAttributeValues(Map.of(":teams", AttributeValue.fromSs(List.of(team)))));
    }

    private void change(String pk, String sk, String expression, String team, AttributeValue given) {
        registry.database()
                .client()
                .updateItem(request -> request.tableName("slipway")
                        .key(key(pk, sk))
                        .updateExpression(expression)
                        .conditionExpression("attribute_exists(pk)")
                        .expressionAttributeNames(Map.of("#team", team))
                        .expressionAttributeValues(Map.of(":given", given)));
    }

    private static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
    }

    /// A token of the maintainer's that may be used from these addresses alone.
    String tokenFor(String network) {
        var tokens = new DynamoTokens(table());
        var known = new Token(registry.tokens().maintainer()).hash();
        var maintainer = (Principal.Person) tokens.find(known).orElseThrow().principal();
        var limits = new Limits(Set.of(new Cidr(network)), Set.of());
        var wish = new IssueToken.Wish("for " + network, EnumSet.allOf(Scope.class), limits, Optional.empty());
        var issued = new IssueToken(tokens, new DynamoStandings(table()), Ids.random())
                .toPerson(visit(new Presented.Nothing(), Instant.now()), maintainer, wish, Means.SETUP);
        return ((IssueToken.Outcome.Issued) issued).token().secret();
    }

    /// A token of the member's that they took back.
    String revokedToken() {
        var now = Instant.now();
        var token = issue(now, new IssueToken.Wish("taken back", Set.of(Scope.READ), Optional.empty()));
        new RevokeToken(new DynamoTokens(table()), new DynamoStandings(table()), Ids.random())
                .run(visit(new Presented.ByHash(token.hash()), now), token.hash());
        return token.secret();
    }

    /// A token that allows all that they may do.
    String fullToken(Who who) {
        var tokens = new DynamoTokens(table());
        var person = (Principal.Person)
                tokens.find(new Token(token(who)).hash()).orElseThrow().principal();
        var wish = new IssueToken.Wish("for everything", EnumSet.allOf(Scope.class), Optional.empty());
        var issued = new IssueToken(tokens, new DynamoStandings(table()), Ids.random())
                .toPerson(visit(new Presented.Nothing(), Instant.now()), person, wish, Means.SETUP);
        return ((IssueToken.Outcome.Issued) issued).token().secret();
    }

    /// What the cookie of a browser holds that this person has just signed in with.
    String session(Who who) {
        var tokens = new DynamoTokens(table());
        var person = tokens.find(new Token(token(who)).hash()).orElseThrow().principal();
        var now = Instant.now();
        var session = Token.draw(Token.Kind.SESSION);
        var ids = Ids.random();
        var credential = new Credential(
                new TokenId(ids.next(now)),
                Token.Kind.SESSION,
                person,
                "Firefox on Linux",
                EnumSet.allOf(Scope.class),
                Limits.NONE,
                session.prefix(),
                Means.MAIL,
                now,
                Optional.of(now.plus(Duration.ofDays(30))),
                Optional.empty(),
                Optional.empty());
        var account = ((Principal.Person) person).id();
        var issued = new TokenIssued(credential.id(), credential.name(), credential.scopes(), "later");
        var audit =
                visit(new Presented.Nothing(), now).entry(ids.next(now), new Book.OfAccount(account), person, issued);
        tokens.issue(session.hash(), credential, audit);
        return session.secret();
    }

    /// Has the organization let in requests from these ranges alone. Over HTTP nobody can: whoever runs these tests
    /// comes from the one address that it would shut out, and no list is saved that locks out who saves it.
    void allow(String... networks) {
        set(
                "networks",
                AttributeValue.fromL(
                        Stream.of(networks).map(AttributeValue::fromS).toList()));
    }

    /// Has the organization want that people sign in by GitHub, but for its owner.
    void requireGitHub() {
        var owner = new DynamoTokens(table()).find(new Token(registry.tokens().owner()).hash());
        var account = ((Principal.Person) owner.orElseThrow().principal()).id();
        set(
                "signIn",
                AttributeValue.fromM(Map.of(
                        "means0",
                        AttributeValue.fromS("github"),
                        "breakGlass",
                        AttributeValue.fromS(account.value()))));
    }

    /// Lets people sign in as they like.
    void requireNothing() {
        set("signIn", AttributeValue.fromM(Map.of()));
    }

    /// Has a payment of the organization's failed, so that what costs more stops then.
    void worksUntil(Instant until) {
        set("worksUntil", AttributeValue.fromN(Long.toString(until.getEpochSecond())));
    }

    /// Has it paid.
    void pays() {
        registry.database()
                .client()
                .updateItem(request -> request.tableName("slipway")
                        .key(key("ORG#" + organization(), "ORGANIZATION"))
                        .updateExpression("REMOVE worksUntil"));
    }

    private void set(String attribute, AttributeValue value) {
        registry.database()
                .client()
                .updateItem(request -> request.tableName("slipway")
                        .key(Map.of(
                                "pk", AttributeValue.fromS("ORG#" + organization()),
                                "sk", AttributeValue.fromS("ORGANIZATION")))
                        .updateExpression("SET #attribute = :value")
                        .expressionAttributeNames(Map.of("#attribute", attribute))
                        .expressionAttributeValues(Map.of(":value", value)));
    }

    private Token issue(Instant at, IssueToken.Wish wish) {
        var tokens = new DynamoTokens(table());
        var known = new Token(registry.tokens().member()).hash();
        var member = (Principal.Person) tokens.find(known).orElseThrow().principal();
        var issued = new IssueToken(tokens, new DynamoStandings(table()), Ids.random())
                .toPerson(visit(new Presented.Nothing(), at), member, wish, Means.SETUP);
        return ((IssueToken.Outcome.Issued) issued).token();
    }

    private Visit visit(Presented presented, Instant at) {
        return new Visit(presented, Origin.INSIDE, registry.url(), at);
    }

    private Table table() {
        return new Table(registry.database().client(), "slipway");
    }

    @Override
    public void close() {
        registry.close();
    }
}
