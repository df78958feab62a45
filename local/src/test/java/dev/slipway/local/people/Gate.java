package dev.slipway.local.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Means;
import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.Token;
import dev.slipway.adapters.dynamodb.DynamoDoors;
import dev.slipway.adapters.dynamodb.DynamoInvitations;
import dev.slipway.adapters.dynamodb.DynamoMemberships;
import dev.slipway.adapters.dynamodb.DynamoOrganizations;
import dev.slipway.adapters.dynamodb.DynamoStandings;
import dev.slipway.adapters.dynamodb.DynamoTrusts;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.identity.FinishWithProvider;
import dev.slipway.identity.SignUp;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.local.Database;
import dev.slipway.local.TableDefinition;
import dev.slipway.org.AdmitByIssuer;
import dev.slipway.org.ChangeAllowList;
import dev.slipway.org.ChangeRole;
import dev.slipway.org.ChangeSignInRule;
import dev.slipway.org.DeleteOrganization;
import dev.slipway.org.DistrustIssuer;
import dev.slipway.org.ExpireInvitations;
import dev.slipway.org.ReadDoor;
import dev.slipway.org.RemoveMember;
import dev.slipway.org.TrustIssuer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The use cases about an organization's door on a table of their own, beside those of people and of signing in.
final class Gate implements AutoCloseable {

    static final Means ISSUER = Elsewhere.OFFER.means();

    final Door door;
    final People people;
    final ReadDoor readDoor;
    final ChangeAllowList changeAllowList;
    final ChangeSignInRule changeSignInRule;
    final TrustIssuer trustIssuer;
    final DistrustIssuer distrustIssuer;
    final AdmitByIssuer admitByIssuer;
    final ChangeRole changeRole;
    final RemoveMember removeMember;
    final DeleteOrganization deleteOrganization;
    final DynamoMemberships memberships;

    private final Database database = Database.inMemory();
    private final Table table;

    Gate() {
        this.table = database.create(TableDefinition.find(), "gate");
        this.door = new Door(table);
        this.people = new People(table);
        var ids = Ids.random();
        var organizations = new DynamoOrganizations(table);
        this.memberships = new DynamoMemberships(table);
        var doors = new DynamoDoors(table);
        var trusts = new DynamoTrusts(table);
        var standings = new DynamoStandings(table);
        var expiry = new ExpireInvitations(new DynamoInvitations(table), ids);
        this.readDoor = new ReadDoor(memberships, trusts, standings);
        this.changeAllowList = new ChangeAllowList(organizations, doors, standings, ids);
        this.changeSignInRule = new ChangeSignInRule(organizations, memberships, doors, standings, ids);
        this.trustIssuer = new TrustIssuer(organizations, trusts, standings, ids);
        this.distrustIssuer = new DistrustIssuer(trusts, standings, ids);
        this.admitByIssuer = new AdmitByIssuer(trusts, expiry, ids);
        this.changeRole = new ChangeRole(memberships, standings, expiry, ids);
        this.removeMember = new RemoveMember(memberships, standings, ids);
        this.deleteOrganization = new DeleteOrganization(organizations, standings, ids);
    }

    /// Founds an organization that trusts the issuer, and gives a token of its owner.
    Token trusting(String slug, Role role) {
        var owner = people.organization(slug);
        assertThat(trust(owner, new OrgSlug(slug), role)).isInstanceOf(TrustIssuer.Outcome.Trusted.class);
        return owner;
    }

    TrustIssuer.Outcome trust(Token who, OrgSlug org, Role role) {
        return trustIssuer.run(People.by(who), org, new TrustIssuer.Wish(ISSUER, role));
    }

    /// Somebody whom the issuer knows, and nothing else is known of.
    Principal.Person known(String handle) {
        var arrived = (FinishWithProvider.Outcome.SignUpFirst) door.through(door.nobody(), Elsewhere.person(handle));
        var welcome = (SignUp.Outcome.Welcome)
                door.signUp.run(door.nobody(), arrived.arrival().hash(), new Handle(handle));
        assertThat(welcome.means()).isEqualTo(ISSUER);
        return welcome.account().person();
    }

    /// A browser of theirs that signed in at the issuer.
    Token byIssuer(String handle) {
        return ((FinishWithProvider.Outcome.SignedIn) door.through(door.nobody(), Elsewhere.person(handle))).session();
    }

    List<AdmitByIssuer.Result> admit(Principal.Person person) {
        return admitByIssuer.run(door.nobody(), person, ISSUER);
    }

    Token everything(Principal.Person person) {
        return people.token(person, Scope.READ, Scope.PUBLISH, Scope.MANAGE);
    }

    Optional<Role> role(OrgSlug org, Principal.Person person) {
        return memberships.find(org, person.id()).map(member -> member.role());
    }

    /// For whom the rule doesn't hold, as it is stored.
    Optional<String> breakGlass(OrgSlug org) {
        return Optional.ofNullable(
                        item("ORG#" + org, "ORGANIZATION").orElseThrow().get("signIn"))
                .map(rule -> rule.m().get("breakGlass"))
                .map(AttributeValue::s);
    }

    /// Asserts that the seats that are counted are those that are taken.
    void assertCounted(OrgSlug org) {
        var roles = items("MEMBERS#" + org).stream()
                .map(item -> Role.valueOf(item.get("role").s()))
                .toList();
        var seats = item("ORG#" + org, "SEATS").orElseThrow();
        assertThat(Long.parseLong(seats.get("taken").n()))
                .isEqualTo(roles.stream().filter(Role::takesSeat).count());
        assertThat(Long.parseLong(seats.get("owners").n()))
                .isEqualTo(roles.stream().filter(Role.OWNER::equals).count())
                .isPositive();
    }

    /// What stands in an organization's log, of this action.
    List<Map<String, AttributeValue>> logged(OrgSlug org, String action) {
        return items("AUDIT#org:" + org).stream()
                .filter(item -> item.get("action").s().equals(action))
                .toList();
    }

    static String detail(Map<String, AttributeValue> entry, String name) {
        return entry.get("details").m().get(name).s();
    }

    Optional<Map<String, AttributeValue>> item(String pk, String sk) {
        var found = database.client()
                .getItem(request -> request.tableName("gate")
                        .consistentRead(true)
                        .key(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk))));
        return found.hasItem() ? Optional.of(found.item()) : Optional.empty();
    }

    List<Map<String, AttributeValue>> items(String pk) {
        return database.client()
                .query(request -> request.tableName("gate")
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk))))
                .items();
    }

    /// Sets an attribute of an organization that nothing else sets yet.
    /// As it is once it is paid for again.
    void remove(OrgSlug org, String attribute) {
        database.client()
                .updateItem(request -> request.tableName("gate")
                        .key(Map.of(
                                "pk", AttributeValue.fromS("ORG#" + org), "sk", AttributeValue.fromS("ORGANIZATION")))
                        .updateExpression("REMOVE " + attribute));
    }

    void set(OrgSlug org, String attribute, AttributeValue value) {
        set("ORG#" + org, "ORGANIZATION", attribute, value);
    }

    void set(String pk, String sk, String attribute, AttributeValue value) {
        database.client()
                .updateItem(request -> request.tableName("gate")
                        .key(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk)))
                        .updateExpression("SET #attribute = :value")
                        .expressionAttributeNames(Map.of("#attribute", attribute))
                        .expressionAttributeValues(Map.of(":value", value)));
    }

    @Override
    public void close() {
        database.close();
    }
}
