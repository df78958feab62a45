package dev.slipway.local.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.Principal;
import dev.slipway.access.RateLimits;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.Token;
import dev.slipway.adapters.dynamodb.DynamoAccounts;
import dev.slipway.adapters.dynamodb.DynamoContacts;
import dev.slipway.adapters.dynamodb.DynamoInvitations;
import dev.slipway.adapters.dynamodb.DynamoMemberships;
import dev.slipway.adapters.dynamodb.DynamoOrganizations;
import dev.slipway.adapters.dynamodb.DynamoRateLimits;
import dev.slipway.adapters.dynamodb.DynamoStandings;
import dev.slipway.adapters.dynamodb.DynamoTransfers;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.audit.AuditAction.EmailAdded;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Posted;
import dev.slipway.kernel.Slice;
import dev.slipway.local.Database;
import dev.slipway.local.TableDefinition;
import dev.slipway.org.AnswerTransfer;
import dev.slipway.org.ChangeOrganization;
import dev.slipway.org.ChangeRole;
import dev.slipway.org.DeleteOrganization;
import dev.slipway.org.ExpireInvitations;
import dev.slipway.org.ListMembers;
import dev.slipway.org.ListOrganizations;
import dev.slipway.org.ListTransfers;
import dev.slipway.org.Member;
import dev.slipway.org.RemoveMember;
import dev.slipway.org.RestoreOrganization;
import dev.slipway.org.RevokeTransfer;
import dev.slipway.org.ShowOrganization;
import dev.slipway.org.StartTransfer;
import dev.slipway.org.TransferMails;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The use cases about organizations on a table of their own, and short ways to say what a test needs of them.
final class Offices implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    final People people;
    final ShowOrganization showOrganization;
    final ListOrganizations listOrganizations;
    final ChangeOrganization changeOrganization;
    final DeleteOrganization deleteOrganization;
    final RestoreOrganization restoreOrganization;
    final ListMembers listMembers;
    final ChangeRole changeRole;
    final RemoveMember removeMember;
    final StartTransfer startTransfer;
    final ListTransfers listTransfers;
    final RevokeTransfer revokeTransfer;
    final AnswerTransfer answerTransfer;

    /// What was mailed, as it was sent.
    final List<TransferMails.Letter> letters = new CopyOnWriteArrayList<>();

    /// Whether the mail service is out of order.
    boolean mailBroken;

    final Database database = Database.inMemory();
    final String name = "offices-" + NUMBER.incrementAndGet();
    final Table table;
    private final DynamoAccounts accounts;

    Offices() {
        this(Optional.empty());
    }

    /// @param limits for tests that are faster than anybody
    Offices(RateLimits limits) {
        this(Optional.of(limits));
    }

    private Offices(Optional<RateLimits> others) {
        this.table = database.create(TableDefinition.find(), name);
        var limits = others.orElseGet(() -> new DynamoRateLimits(table));
        this.people = new People(table);
        this.accounts = new DynamoAccounts(table);
        var ids = Ids.random();
        var organizations = new DynamoOrganizations(table);
        var memberships = new DynamoMemberships(table);
        var standings = new DynamoStandings(table);
        var transfers = new DynamoTransfers(table);
        var expiry = new ExpireInvitations(new DynamoInvitations(table), ids);
        this.showOrganization = new ShowOrganization(organizations, standings);
        this.listOrganizations = new ListOrganizations(memberships, standings);
        this.changeOrganization = new ChangeOrganization(organizations, standings, ids);
        this.deleteOrganization = new DeleteOrganization(organizations, standings, ids);
        this.restoreOrganization = new RestoreOrganization(organizations, standings, ids);
        this.listMembers = new ListMembers(memberships, standings);
        this.changeRole = new ChangeRole(memberships, standings, expiry, ids);
        this.removeMember = new RemoveMember(memberships, standings, ids);
        this.startTransfer = new StartTransfer(
                transfers, organizations, memberships, standings, new DynamoContacts(table), this::post, limits, ids);
        this.listTransfers = new ListTransfers(transfers, standings);
        this.revokeTransfer = new RevokeTransfer(transfers, standings, ids);
        this.answerTransfer = new AnswerTransfer(transfers, organizations, memberships, standings, expiry, limits, ids);
    }

    private Posted post(TransferMails.Letter letter) {
        if (mailBroken) {
            return new Posted.Failed("out of order");
        }
        letters.add(letter);
        return new Posted.Accepted("message-" + letters.size());
    }

    /// A member, with a token that allows everything, and an address.
    Token member(Token owner, OrgSlug org, String handle, Role role) {
        var person = people.member(owner, org, handle, role);
        address(person);
        return everything(person);
    }

    Token everything(Principal.Person person) {
        return people.token(person, Scope.READ, Scope.PUBLISH, Scope.MANAGE);
    }

    /// Gives somebody the verified address of their handle.
    void address(Principal.Person person) {
        var email = new Email(person.handle() + "@example.com");
        var audit = People.nobody()
                .entry(Ids.random().next(People.NOW), new Book.OfAccount(person.id()), person, new EmailAdded(email));
        assertThat(accounts.addEmail(person.id(), email, audit)).isTrue();
    }

    /// The secret of the mail that was sent last.
    Token mailed() {
        var link = letters.getLast().link().toString();
        return Token.read(link.substring(link.indexOf("slp_")), Token.Kind.TRANSFER)
                .orElseThrow();
    }

    /// Offers the organization, and gives what is in the mail.
    Token offered(Token owner, OrgSlug org, String handle) {
        return offered(People.by(owner), org, handle);
    }

    Token offered(Visit owner, OrgSlug org, String handle) {
        assertThat(startTransfer.run(owner, org, new Handle(handle))).isInstanceOf(StartTransfer.Outcome.Started.class);
        return mailed();
    }

    /// The members by handle, as one of them sees it.
    Map<String, Role> roles(Token who, OrgSlug org) {
        return members(People.by(who), org).stream()
                .collect(Collectors.toMap(member -> member.person().handle().value(), Member::role));
    }

    List<Member> members(Visit visit, OrgSlug org) {
        return switch (listMembers.run(visit, org, Slice.first(200))) {
            case ListMembers.Outcome.Listed(var page) -> page.items();
            case ListMembers.Outcome.Refused(var why) -> throw new AssertionError(why);
        };
    }

    /// Asserts that what is counted is what there is.
    void assertCounted(OrgSlug org) {
        var roles = items("MEMBERS#" + org).stream()
                .map(item -> Role.valueOf(item.get("role").s()))
                .toList();
        var seats = item("ORG#" + org, "SEATS").orElseThrow();
        assertThat(number(seats, "owners"))
                .as("owners")
                .isEqualTo(roles.stream().filter(Role.OWNER::equals).count())
                .isPositive();
        assertThat(number(seats, "taken"))
                .as("taken seats")
                .isEqualTo(roles.stream().filter(Role::takesSeat).count());
    }

    /// How often something stands in an organization's log.
    long logged(OrgSlug org, String action) {
        return entries(org, action).size();
    }

    /// What stands in it.
    List<Map<String, AttributeValue>> entries(OrgSlug org, String action) {
        return items("AUDIT#org:" + org).stream()
                .filter(item -> item.get("action").s().equals(action))
                .toList();
    }

    /// All that is stored, but for when somebody was seen and how often something was tried.
    List<Map<String, AttributeValue>> stored() {
        return all().stream()
                .filter(item -> !item.get("pk").s().startsWith("LIMIT#"))
                .map(item -> {
                    var lasting = new TreeMap<>(item);
                    lasting.keySet().removeAll(List.of("seenAt", "seenFrom"));
                    return (Map<String, AttributeValue>) lasting;
                })
                .toList();
    }

    Optional<Map<String, AttributeValue>> item(String pk, String sk) {
        var found = database.client()
                .getItem(request -> request.tableName(name)
                        .key(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk))));
        return found.hasItem() ? Optional.of(found.item()) : Optional.empty();
    }

    /// Changes an item as no use case can yet.
    void change(
            String pk, String sk, String expression, Map<String, String> names, Map<String, AttributeValue> values) {
        database.client()
                .updateItem(request -> request.tableName(name)
                        .key(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk)))
                        .updateExpression(expression)
                        .conditionExpression("attribute_exists(pk)")
                        .expressionAttributeNames(names.isEmpty() ? null : names)
                        .expressionAttributeValues(values));
    }

    void put(Map<String, AttributeValue> item) {
        database.client().putItem(request -> request.tableName(name).item(item));
    }

    List<Map<String, AttributeValue>> items(String pk) {
        return database.client()
                .query(request -> request.tableName(name)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk))))
                .items();
    }

    private List<Map<String, AttributeValue>> all() {
        return new ArrayList<>(
                database
                        .client()
                        .scanPaginator(request -> request.tableName(name).consistentRead(true))
                        .items()
                        .stream()
                        .toList());
    }

    private static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(item.get(name).n());
    }

    @Override
    public void close() {
        database.close();
    }
}
