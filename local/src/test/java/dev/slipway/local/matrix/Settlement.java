package dev.slipway.local.matrix;

import dev.slipway.access.Credential;
import dev.slipway.access.Limits;
import dev.slipway.access.Means;
import dev.slipway.access.OrgPolicy;
import dev.slipway.access.PackagePattern;
import dev.slipway.access.Presented;
import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.ServiceAccountId;
import dev.slipway.access.ServiceAccountName;
import dev.slipway.access.TeamName;
import dev.slipway.access.TeamPower;
import dev.slipway.access.Teams;
import dev.slipway.access.Token;
import dev.slipway.access.TokenId;
import dev.slipway.adapters.dynamodb.DynamoAccounts;
import dev.slipway.adapters.dynamodb.DynamoMemberships;
import dev.slipway.adapters.dynamodb.DynamoTokens;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Origin;
import dev.slipway.audit.Visit;
import dev.slipway.identity.Account;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Cidr;
import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.local.backends.Cloud;
import dev.slipway.local.backends.StoredServiceAccount;
import dev.slipway.org.Authority;
import dev.slipway.org.Member;
import dev.slipway.org.Memberships;
import dev.slipway.org.Organization;
import dev.slipway.org.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Puts accounts, organizations, members, service accounts and tokens into an empty table, in any state there is: also
/// those that take days to come about, or have no use case yet.
final class Settlement {

    /// Far ahead: the table deletes what is over by its own clock, and nothing is to vanish under a test.
    static final Instant NOW = Instant.parse("2036-11-21T12:00:00Z");
    static final Instant LONG_AGO = NOW.minus(Duration.ofDays(20));
    static final OrgSlug ACME = new OrgSlug("acme");
    static final OrgSlug GLOBEX = new OrgSlug("globex");

    private static final long SEATS = 1_000;
    private static final long BYTES = 1_000_000_000;

    private final Cloud cloud;
    private final Ids ids = Ids.random();
    private final Map<String, Principal.Person> people = new HashMap<>();

    Settlement(Cloud cloud) {
        this.cloud = cloud;
    }

    String id() {
        return ids.next(NOW);
    }

    /// An entry of the audit log, of no matter what.
    AuditEntry entry(Principal.Person by) {
        var visit = new Visit(new Presented.Nothing(), Origin.INSIDE, "", LONG_AGO);
        return visit.entry(
                id(), new Book.OfAccount(by.id()), by, new AuditAction.EmailAdded(new Email("x@example.com")));
    }

    Principal.Person person(String handle) {
        var known = people.get(handle);
        return known == null ? open(handle, ids.next(LONG_AGO)) : known;
    }

    Principal.Person open(String handle, String id) {
        var account = new Account(
                new AccountId(id),
                new Handle(handle),
                Optional.empty(),
                Set.of(new Email(handle + "@example.com")),
                LONG_AGO);
        new DynamoAccounts(cloud.table()).open(account, List.of(), entry(account.person()));
        people.put(handle, account.person());
        return account.person();
    }

    /// @param teams what they carry
    void found(OrgSlug slug, Principal.Person owner, List<TeamShape> teams) {
        var powers = teams.stream()
                .collect(Collectors.toMap(
                        TeamShape::id,
                        team -> new TeamPower(new TeamName(team.name()), team.carries(), team.everywhere())));
        var policy = OrgPolicy.first(slug, BYTES).with(new Teams(powers));
        var profile = Profile.named(new DisplayName(slug.value()));
        var organization = Organization.founded(slug, Organization.Kind.COMPANY, profile, policy, LONG_AGO);
        var member = new Member(slug, owner, Role.OWNER, LONG_AGO);
        new DynamoMemberships(cloud.table()).found(organization, SEATS, SEATS, member, entry(owner));
    }

    void join(Principal.Person person, Role role, Set<TeamShape> teams, Instant since) {
        var ofThem = teams.stream().map(TeamShape::id).collect(Collectors.toSet());
        var member = new Member(ACME, person, role, since, ofThem, Optional.empty());
        new DynamoMemberships(cloud.table()).join(member, entry(person));
    }

    void joinGlobex(Principal.Person person) {
        var member = new Member(GLOBEX, person, Role.MEMBER, LONG_AGO);
        new DynamoMemberships(cloud.table()).join(member, entry(person));
    }

    /// Gives a member a place in the Pool, or takes it away: themselves, as far as the table cares.
    void pool(OrgSlug org, Principal.Person person, boolean place) {
        var memberships = new DynamoMemberships(cloud.table());
        var member = memberships.find(org, person.id()).orElseThrow();
        var by = new Authority(person, member.role(), new Authority.Basis.ByRole());
        var changed = memberships.changePool(member, place, by, entry(person));
        if (changed != Memberships.PoolChanged.COMMITTED) {
            throw new IllegalStateException(person + ": " + changed);
        }
    }

    /// What a token is, where it isn't as tokens usually are.
    record Shape(
            Set<Scope> scopes,
            Optional<String> network,
            Optional<String> packages,
            String means,
            Instant since,
            Optional<Instant> until,
            Optional<Instant> revokedAt) {

        static final Shape USUAL = of(Set.of(Scope.values()));

        static Shape of(Set<Scope> scopes) {
            return new Shape(
                    scopes,
                    Optional.empty(),
                    Optional.empty(),
                    "mail",
                    NOW.minusSeconds(60),
                    Optional.empty(),
                    Optional.empty());
        }

        Shape network(String range) {
            return new Shape(scopes, Optional.of(range), packages, means, since, until, revokedAt);
        }

        Shape packages(String pattern) {
            return new Shape(scopes, network, Optional.of(pattern), means, since, until, revokedAt);
        }

        Shape means(String other) {
            return new Shape(scopes, network, packages, other, since, until, revokedAt);
        }

        Shape since(Instant at) {
            return new Shape(scopes, network, packages, means, at, until, revokedAt);
        }

        Shape expired() {
            return new Shape(scopes, network, packages, means, LONG_AGO, Optional.of(NOW), revokedAt);
        }

        Shape revoked() {
            return new Shape(scopes, network, packages, means, LONG_AGO, until, Optional.of(NOW));
        }
    }

    /// A token, and its id.
    record Issued(String secret, TokenId id) {}

    Issued token(Token.Kind kind, Principal holder, TokenId id, Shape shape) {
        var token = Token.draw(kind);
        var limits = new Limits(
                shape.network().stream().map(Cidr::new).collect(Collectors.toSet()),
                shape.packages().stream().map(PackagePattern::new).collect(Collectors.toSet()));
        var credential = new Credential(
                id,
                kind,
                holder,
                "a token",
                shape.scopes(),
                limits,
                token.prefix(),
                new Means(shape.means()),
                shape.since(),
                shape.until(),
                shape.revokedAt(),
                Optional.empty());
        new DynamoTokens(cloud.table()).issue(token.hash(), credential, entry(person("ada")));
        return new Issued(token.secret(), id);
    }

    Issued access(Principal.Person person, Shape shape) {
        return token(Token.Kind.ACCESS, person, new TokenId(id()), shape);
    }

    Issued session(Principal.Person person, Shape shape) {
        return token(Token.Kind.SESSION, person, new TokenId(id()), shape);
    }

    Issued machine(OrgSlug org, Optional<Principal.ServiceAccount> account, Set<Scope> scopes) {
        var id = new TokenId(id());
        return token(Token.Kind.MACHINE, new Principal.Machine(id, "ci", org, account), id, Shape.of(scopes));
    }

    /// @param there whether its item is: one that was deleted is known to its tokens alone
    Principal.ServiceAccount serviceAccount(OrgSlug org, String name, Set<TeamShape> teams, boolean there) {
        var id = new ServiceAccountId(id());
        return there
                ? StoredServiceAccount.put(
                        cloud.dynamoDb(),
                        cloud.name(),
                        org,
                        id,
                        name,
                        teams.stream().map(TeamShape::id).toList())
                : new Principal.ServiceAccount(id, new ServiceAccountName(name));
    }

    Map<String, AttributeValue> get(String pk, String sk) {
        return cloud.dynamoDb()
                .getItem(request ->
                        request.tableName(cloud.name()).key(key(pk, sk)).consistentRead(true))
                .item();
    }

    private static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
    }

    /// Takes an attribute from an item that is there.
    void remove(String pk, String sk, String attribute) {
        cloud.dynamoDb()
                .updateItem(request -> request.tableName(cloud.name())
                        .key(key(pk, sk))
                        .updateExpression("REMOVE " + attribute)
                        .conditionExpression("attribute_exists(pk)"));
    }

    /// Sets attributes of an item that is there.
    void set(String pk, String sk, Map<String, AttributeValue> attributes) {
        var names = new HashMap<String, String>();
        var values = new HashMap<String, AttributeValue>();
        var changes = new StringBuilder("SET");
        attributes.forEach((name, value) -> {
            changes.append(names.isEmpty() ? " " : ", ").append("#" + name + " = :" + name);
            names.put("#" + name, name);
            values.put(":" + name, value);
        });
        cloud.dynamoDb()
                .updateItem(request -> request.tableName(cloud.name())
                        .key(key(pk, sk))
                        .updateExpression(changes.toString())
                        .conditionExpression("attribute_exists(pk)")
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values));
    }
}
