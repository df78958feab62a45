package dev.slipway.local.invitations;

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
import dev.slipway.adapters.dynamodb.DynamoInvitations;
import dev.slipway.adapters.dynamodb.DynamoMemberships;
import dev.slipway.adapters.dynamodb.DynamoOrganizations;
import dev.slipway.adapters.dynamodb.DynamoRateLimits;
import dev.slipway.adapters.dynamodb.DynamoRepeats;
import dev.slipway.adapters.dynamodb.DynamoStandings;
import dev.slipway.adapters.dynamodb.DynamoTokens;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.audit.AuditAction.TokenIssued;
import dev.slipway.audit.Book;
import dev.slipway.audit.Origin;
import dev.slipway.audit.Visit;
import dev.slipway.identity.IssueToken;
import dev.slipway.identity.Newcomer;
import dev.slipway.identity.OpenAccount;
import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.local.Database;
import dev.slipway.local.TableDefinition;
import dev.slipway.local.registry.Between;
import dev.slipway.org.AcceptInvitation;
import dev.slipway.org.AddMember;
import dev.slipway.org.ChangePoolPlace;
import dev.slipway.org.ChangeRole;
import dev.slipway.org.DeclineInvitation;
import dev.slipway.org.DeleteOrganization;
import dev.slipway.org.ExpireInvitations;
import dev.slipway.org.FoundOrganization;
import dev.slipway.org.InvitationId;
import dev.slipway.org.InviteMembers;
import dev.slipway.org.ListInvitations;
import dev.slipway.org.ListMyInvitations;
import dev.slipway.org.Organization;
import dev.slipway.org.PoolSupply;
import dev.slipway.org.ReadInvitation;
import dev.slipway.org.RecordBounce;
import dev.slipway.org.RemoveMember;
import dev.slipway.org.ResendInvitation;
import dev.slipway.org.RevokeInvitation;
import dev.slipway.org.SeatKind;
import dev.slipway.org.SetSeats;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Everything about invitations on a table of its own, a clock that tests move, and a mail service that they look into.
final class Stage implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-01T12:00:00.250Z");
    private static final String TABLE = "invitations";

    final Postbag mails = new Postbag();
    final InviteMembers invite;
    final ResendInvitation resend;
    final RevokeInvitation revoke;
    final ReadInvitation read;
    final AcceptInvitation accept;
    final DeclineInvitation decline;
    final ListInvitations list;
    final ListMyInvitations mine;
    final RecordBounce bounce;
    final SetSeats seats;
    final ChangePoolPlace pool;
    final DynamoMemberships memberships;
    final RemoveMember remove;
    final ChangeRole changeRole;
    final DeleteOrganization delete;

    final Table table;
    private final DynamoTokens tokens;
    private final Ids ids = Ids.random();
    private final Database database = Database.inMemory();
    private final OpenAccount openAccount;
    private final IssueToken issueToken;
    private final FoundOrganization foundOrganization;
    private final AddMember addMember;
    private final AtomicInteger names = new AtomicInteger();
    private volatile Instant now = START;

    Stage() {
        this.table = database.create(TableDefinition.find(), TABLE);
        this.tokens = new DynamoTokens(table);
        this.memberships = new DynamoMemberships(table);
        var organizations = new DynamoOrganizations(table);
        var standings = new DynamoStandings(table);
        var invitations = new DynamoInvitations(table);
        var limits = new DynamoRateLimits(table);
        this.openAccount = new OpenAccount(new DynamoAccounts(table), ids);
        this.issueToken = new IssueToken(tokens, standings, ids);
        this.foundOrganization = new FoundOrganization(
                organizations, memberships, standings, new FoundOrganization.Terms(3, 1_000), ids);
        this.addMember = new AddMember(memberships, standings, ids);
        this.invite = new InviteMembers(
                invitations, mails, new DynamoRepeats(table), limits, standings, PoolSupply.NONE, ids);
        this.resend = new ResendInvitation(invitations, mails, limits, standings, ids);
        this.revoke = new RevokeInvitation(invitations, standings, ids);
        this.read = new ReadInvitation(invitations, limits);
        this.accept = new AcceptInvitation(invitations, limits, standings, ids);
        this.decline = new DeclineInvitation(invitations, limits, standings, ids);
        this.list = new ListInvitations(invitations, standings, ids);
        this.mine = new ListMyInvitations(invitations, standings);
        this.bounce = new RecordBounce(invitations, ids);
        this.seats = new SetSeats(organizations, new ExpireInvitations(invitations, ids), ids);
        this.pool = new ChangePoolPlace(
                memberships, standings, new ExpireInvitations(invitations, ids), PoolSupply.NONE, ids);
        this.remove = new RemoveMember(memberships, standings, ids);
        this.changeRole = new ChangeRole(memberships, standings, new ExpireInvitations(invitations, ids), ids);
        this.delete = new DeleteOrganization(organizations, standings, ids);
    }

    /// Somebody with an account and a token that allows everything.
    record Somebody(Principal.Person person, Token token, String address) {

        Handle handle() {
            return person.handle();
        }
    }

    /// An organization of its own for a test, with an owner.
    record Org(OrgSlug slug, Somebody owner) {}

    /// @param name whose verified address is `<name>@example.com`
    Somebody somebody(String name) {
        var newcomer = Newcomer.named(new Handle(name)).with(new Email(name + "@example.com"));
        var opened = (OpenAccount.Outcome.Opened) openAccount.run(nobody(), newcomer);
        return somebody(opened.account().person(), name + "@example.com");
    }

    private Somebody somebody(Principal.Person person, String address) {
        return new Somebody(person, token(person, Scope.READ, Scope.PUBLISH, Scope.MANAGE), address);
    }

    Token token(Principal.Person person, Scope... scopes) {
        var wish = new IssueToken.Wish("laptop", Set.of(scopes), Optional.empty());
        return ((IssueToken.Outcome.Issued) issueToken.toPerson(nobody(), person, wish, Means.SETUP)).token();
    }

    /// What is in the cookie of a browser that somebody is signed in with.
    Token session(Principal.Person person) {
        var token = Token.draw(Token.Kind.SESSION);
        var credential = new Credential(
                new TokenId(ids.next(now)),
                Token.Kind.SESSION,
                person,
                "Firefox on Linux",
                EnumSet.allOf(Scope.class),
                Limits.NONE,
                token.prefix(),
                Means.MAIL,
                now,
                Optional.of(now.plus(Duration.ofDays(30))),
                Optional.empty(),
                Optional.empty());
        var issued = new TokenIssued(credential.id(), "Firefox on Linux", credential.scopes(), "later");
        tokens.issue(
                token.hash(),
                credential,
                nobody().entry(ids.next(now), new Book.OfAccount(person.id()), person, issued));
        return token;
    }

    /// A name that no other test has.
    String unique(String word) {
        return word + "-" + names.incrementAndGet();
    }

    Org organization(int paid) {
        return organization(paid, Organization.Kind.COMPANY);
    }

    Org organization(int paid, Organization.Kind kind) {
        var slug = new OrgSlug(unique("org"));
        var owner = somebody(slug + "-owner");
        var founded = foundOrganization.run(
                by(owner), new FoundOrganization.Wish(slug, new DisplayName("The " + slug), kind));
        assertThat(founded).isInstanceOf(FoundOrganization.Outcome.Founded.class);
        assertThat(seats.run(slug, SeatKind.SEAT, paid, now)).isInstanceOf(SetSeats.Outcome.Set.class);
        return new Org(slug, owner);
    }

    Somebody member(Org org, Role role) {
        var member = somebody(unique("member"));
        assertThat(addMember.run(by(org.owner()), org.slug(), member.person(), role))
                .isInstanceOf(AddMember.Outcome.Joined.class);
        return member;
    }

    /// Invites one address, which must work, and tells the id.
    InvitationId invited(Org org, String address, Role role) {
        return invited(org, org.owner(), address, role);
    }

    InvitationId invited(Org org, Somebody inviter, String address, Role role) {
        var results = results(invite.run(by(inviter), org.slug(), wish(role, address)));
        assertThat(results.getFirst().what()).isEqualTo(InviteMembers.What.INVITED);
        return results.getFirst().offer().orElseThrow().id();
    }

    static InviteMembers.Wish wish(Role role, String... addresses) {
        return new InviteMembers.Wish(Arrays.asList(addresses), role);
    }

    static List<InviteMembers.Result> results(InviteMembers.Outcome outcome) {
        assertThat(outcome).isInstanceOf(InviteMembers.Outcome.Done.class);
        return ((InviteMembers.Outcome.Done) outcome).results();
    }

    TokenHash link(String address) {
        return mails.link(address);
    }

    void moveTo(Instant when) {
        now = when;
    }

    Instant now() {
        return now;
    }

    Visit by(Somebody somebody) {
        return by(somebody.token());
    }

    Visit by(Token token) {
        return visit(new Presented.ByHash(token.hash()), place());
    }

    Visit nobody() {
        return visit(new Presented.Nothing(), place());
    }

    /// Each request from another place: who is to be told apart by it says so by [#nobodyFrom].
    private String place() {
        int number = names.incrementAndGet();
        return "10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }

    Visit nobodyFrom(String address) {
        return visit(new Presented.Nothing(), address);
    }

    private Visit visit(Presented presented, String address) {
        return new Visit(presented, new Origin(address, "test", "request"), "https://npm.acme.test", now);
    }

    /// The same table, with somebody in front of it.
    Table table(Between between) {
        return new Table(between.before(DynamoDbClient.class, database.client()), TABLE);
    }

    /// What is stored under a key, if anything is.
    Optional<Map<String, AttributeValue>> item(String pk, String sk) {
        var found = database.client()
                .getItem(request -> request.tableName(TABLE)
                        .key(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk)))
                        .consistentRead(true));
        return found.hasItem() ? Optional.of(found.item()) : Optional.empty();
    }

    /// The id of the open invitation to this address.
    static String id(Stage stage, Org org, String address) {
        return stage.item("INVITED#" + address, org.slug().value())
                .orElseThrow()
                .get("id")
                .s();
    }

    /// Gives an organization another name, past all rules about names.
    void rename(Org org, String name) {
        update("ORG#" + org.slug(), "ORGANIZATION", "SET displayName = :value", AttributeValue.fromS(name));
    }

    /// Changes what is stored, past all rules.
    void update(String pk, String sk, String expression, AttributeValue value) {
        database.client()
                .updateItem(request -> request.tableName(TABLE)
                        .key(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk)))
                        .updateExpression(expression)
                        .expressionAttributeValues(Map.of(":value", value)));
    }

    private List<Map<String, AttributeValue>> partition(String pk) {
        return database
                .client()
                .queryPaginator(request -> request.tableName(TABLE)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk))))
                .items()
                .stream()
                .toList();
    }

    /// All that is stored, as text.
    String everything() {
        var text = new StringBuilder();
        database.client()
                .scanPaginator(request -> request.tableName(TABLE).consistentRead(true))
                .items()
                .forEach(item -> text.append(item).append('\n'));
        return text.toString();
    }

    Set<String> members(Org org) {
        return partition("MEMBERS#" + org.slug()).stream()
                .map(item -> item.get("person").m().get("handle").s())
                .collect(java.util.stream.Collectors.toCollection(java.util.TreeSet::new));
    }

    long taken(Org org) {
        return number(org, "taken");
    }

    private long number(Org org, String name) {
        return Long.parseLong(
                item("ORG#" + org.slug(), "SEATS").orElseThrow().get(name).n());
    }

    /// The counters are what counting gives, and what leads to an open invitation leads to one that is there.
    void assertTrue(Org org) {
        var members = partition("MEMBERS#" + org.slug());
        var invitations = partition("INVITATIONS#" + org.slug());
        var open = invitations.stream()
                .filter(item -> item.get("sk").s().startsWith("OPEN#"))
                .toList();
        var past = invitations.stream()
                .filter(item -> item.get("sk").s().startsWith("PAST#"))
                .toList();
        assertTruePool(org, members, open);
        var holding = members.stream().filter(Stage::takesSeat).count()
                + open.stream().filter(Stage::takesSeat).count();
        assertThat(taken(org)).as("seats taken in %s", org.slug()).isEqualTo(holding);
        assertThat(taken(org)).as("seats taken of those paid").isLessThanOrEqualTo(number(org, "paid"));
        assertThat(number(org, "owners"))
                .as("owners of %s", org.slug())
                .isEqualTo(members.stream()
                        .filter(item -> item.get("role").s().equals("OWNER"))
                        .count());
        assertThat(open).extracting(item -> item.get("email").s()).doesNotHaveDuplicates();
        assertThat(past).extracting(item -> item.get("id").s()).doesNotHaveDuplicates();
        for (var item : open) {
            var marker = item("INVITED#" + item.get("email").s(), org.slug().value());
            assertThat(marker)
                    .map(found -> found.get("id").s())
                    .contains(item.get("id").s());
        }
        for (var item : past) {
            var marker = item("INVITED#" + item.get("email").s(), org.slug().value());
            assertThat(marker.map(found -> found.get("id").s()))
                    .isNotEqualTo(Optional.of(item.get("id").s()));
        }
    }

    /// The places are those of members and open invitations, and each member who has one is led to.
    private void assertTruePool(
            Org org, List<Map<String, AttributeValue>> members, List<Map<String, AttributeValue>> open) {
        var placed = members.stream().filter(Stage::inPool).toList();
        var held = placed.size() + open.stream().filter(Stage::inPool).count();
        assertThat(number(org, "poolTaken"))
                .as("places in the Pool taken in %s", org.slug())
                .isEqualTo(held)
                .isLessThanOrEqualTo(number(org, "poolPaid"));
        for (var member : members) {
            var leads = item("POOL#" + member.get("sk").s(), "POOL")
                    .filter(item -> item.containsKey("orgs")
                            && item.get("orgs").ss().contains(org.slug().value()));
            assertThat(leads.isPresent()).as("%s", member.get("person")).isEqualTo(inPool(member));
        }
    }

    private static boolean inPool(Map<String, AttributeValue> item) {
        return item.containsKey("inPool");
    }

    /// Whether the table leads from somebody to this organization, for a place in the Pool.
    boolean led(Somebody somebody, Org org) {
        return item("POOL#" + somebody.person().id(), "POOL")
                .filter(item -> item.containsKey("orgs")
                        && item.get("orgs").ss().contains(org.slug().value()))
                .isPresent();
    }

    long pooled(Org org) {
        return number(org, "poolTaken");
    }

    private static boolean takesSeat(Map<String, AttributeValue> item) {
        return !item.get("role").s().equals("BILLING");
    }

    /// The audit log of an organization, the oldest first: `action target by actor`, and the teams if it names any.
    List<String> log(Org org) {
        return log("org:" + org.slug());
    }

    List<String> log(Principal.Person person) {
        return log("account:" + person.id());
    }

    private List<String> log(String book) {
        var lines = new TreeMap<String, String>();
        database.client().scanPaginator(request -> request.tableName(TABLE).consistentRead(true)).items().stream()
                .filter(item -> item.get("pk").s().equals("AUDIT#" + book))
                .forEach(item -> lines.put(
                        item.get("sk").s(),
                        item.get("action").s() + " " + item.get("target").s() + " by " + actor(item) + teams(item)));
        return List.copyOf(lines.values());
    }

    private static String teams(Map<String, AttributeValue> item) {
        var teams = item.get("details").m().get("teams");
        return teams == null ? "" : " of " + teams.s();
    }

    private static String actor(Map<String, AttributeValue> item) {
        var actor = item.get("actor").m();
        for (var name : List.of("handle", "name", "email", "system")) {
            if (actor.containsKey(name)) {
                return actor.get(name).s();
            }
        }
        throw new AssertionError("nobody did it: " + actor);
    }

    @Override
    public void close() {
        database.close();
    }
}
