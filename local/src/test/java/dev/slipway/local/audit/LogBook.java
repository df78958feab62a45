package dev.slipway.local.audit;

import dev.slipway.access.Actor;
import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.access.TeamId;
import dev.slipway.access.TokenId;
import dev.slipway.adapters.dynamodb.AuditPen;
import dev.slipway.adapters.dynamodb.DynamoAuditLog;
import dev.slipway.adapters.dynamodb.Table;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditAction.InvitationCreated;
import dev.slipway.audit.AuditAction.TagMoved;
import dev.slipway.audit.AuditAction.TeamCreated;
import dev.slipway.audit.AuditAction.VersionInstalled;
import dev.slipway.audit.AuditAction.VersionsUnpublished;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.AuditQuery;
import dev.slipway.audit.AuditQuery.Include;
import dev.slipway.audit.AuditQuery.Order;
import dev.slipway.audit.Book;
import dev.slipway.audit.Origin;
import dev.slipway.audit.RecordedEvent;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Slice;
import dev.slipway.local.Database;
import dev.slipway.local.TableDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/// The log of one organization, on a table of its own.
final class LogBook implements AutoCloseable {

    static final OrgSlug ACME = new OrgSlug("acme");
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    static final List<String> PACKAGES = List.of("@acme/pad", "@acme/lid", "@acme/pad-two");

    static final List<Actor> ACTORS = List.of(
            person("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB", "ada"),
            person("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RC", "grace"),
            new Principal.Machine(new TokenId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RD"), "ci", ACME),
            new Actor.Registry());

    private static final Database DATABASE = Database.inMemory();

    final CountedClient counted = new CountedClient(DATABASE.client());
    final String name = "log-" + UUID.randomUUID();
    final Table table = new Table(counted.client(), name);
    final DynamoAuditLog log = new DynamoAuditLog(table);

    LogBook() {
        DATABASE.client().createTable(TableDefinition.find().request(name));
    }

    private static Principal.Person person(String id, String handle) {
        return new Principal.Person(new AccountId(id), new Handle(handle));
    }

    /// A line of any kind, at this time.
    static AuditEntry entry(Random random, Instant at) {
        var pkg = PACKAGES.get(random.nextInt(PACKAGES.size()));
        AuditAction action = switch (random.nextInt(6)) {
            case 0, 1 -> new VersionInstalled(pkg, "1." + random.nextInt(3) + ".0");
            case 2 -> new TagMoved(pkg, "beta", Optional.empty(), "1.0.0");
            case 3 -> new VersionsUnpublished(pkg, List.of("1.0.0"));
            case 4 -> new TeamCreated(new TeamId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RE"), "core");
            default ->
                new InvitationCreated("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RF", "x@example.com", Role.MEMBER, List.of(), false, at);
        };
        return entry(action, ACTORS.get(random.nextInt(ACTORS.size())), at);
    }

    static AuditEntry entry(AuditAction action, Actor actor, Instant at) {
        return new AuditEntry(
                Ids.random().next(at),
                new Book.OfOrganization(ACME),
                at,
                actor,
                new Origin("203.0.113.7", "npm", "JKJaXmPLvHcESHA="),
                action);
    }

    void write(AuditEntry entry) {
        AuditPen.write(table, entry);
    }

    /// So many lines, spread over some days, some of them in the same millisecond.
    List<AuditEntry> filled(Random random, int lines, Duration over) {
        var entries = new ArrayList<AuditEntry>();
        for (int i = 0; i < lines; i++) {
            var at = START.plusMillis(random.nextLong(over.toMillis()));
            entries.add(entry(random, at));
            if (random.nextInt(20) == 0) {
                entries.add(entry(random, at));
            }
        }
        AuditPen.writeAll(DATABASE.client(), name, entries);
        return entries;
    }

    static AuditQuery all(Include include, Order order) {
        return new AuditQuery(
                ACME,
                Instant.EPOCH,
                START.plus(Duration.ofDays(1_000)),
                include,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                order);
    }

    /// All pages, one after the other.
    List<RecordedEvent> read(AuditQuery query, int limit) {
        var events = new ArrayList<RecordedEvent>();
        for (var slice = Slice.first(limit); ; ) {
            var page = log.list(query, slice);
            events.addAll(page.items());
            if (page.next().isEmpty()) {
                return events;
            }
            slice = new Slice(page.next(), limit);
        }
    }

    @Override
    public void close() {
        DATABASE.client().deleteTable(request -> request.tableName(name));
    }
}
