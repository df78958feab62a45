package dev.slipway.audit.seal;

import dev.slipway.access.Actor;
import dev.slipway.access.Principal;
import dev.slipway.access.ServiceAccountId;
import dev.slipway.access.ServiceAccountName;
import dev.slipway.access.TokenId;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.AuditLog;
import dev.slipway.audit.AuditQuery;
import dev.slipway.audit.Origin;
import dev.slipway.audit.RecordedEvent;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Position;
import dev.slipway.kernel.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// Logs, chains and files in memory, and a clock that is set by hand. What is asked of it can be made to fail.
final class World implements AuditLog, Chains, SealStore {

    static final OrgSlug ACME = new OrgSlug("acme");
    static final OrgSlug GLOBEX = new OrgSlug("globex");
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private static final List<Actor> ACTORS = List.of(
            new Principal.Person(new AccountId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RB"), new Handle("ada")),
            new Principal.Machine(
                    new TokenId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RD"),
                    "night \"build\"",
                    ACME,
                    Optional.of(new Principal.ServiceAccount(
                            new ServiceAccountId("01KAKJ3V6Q8ZQ0W3Y2M7N5T4RE"), new ServiceAccountName("ci")))),
            new Actor.Registry(),
            new Actor.Addressee(new Email("x@example.com")));

    final Map<OrgSlug, TreeMap<String, RecordedEvent>> logs =
            new TreeMap<>((one, other) -> one.value().compareTo(other.value()));
    final Map<OrgSlug, Head> heads = new HashMap<>();
    final Map<String, byte[]> files = new TreeMap<>();
    /// Files that were deleted, of which versions are left.
    final Set<String> hidden = new HashSet<>();

    final List<AuditEntry> archived = new ArrayList<>();
    final PairSigner signer = PairSigner.make();
    final Random random = new Random(20261128);
    Instant now = START;
    Optional<Duration> keep = Optional.empty();

    /// Where the next run dies: before or after it puts a file, or before it moves the end.
    enum Death {
        NONE,
        BEFORE_PUT,
        AFTER_PUT,
        AFTER_MOVE,
        BEFORE_ARCHIVE
    }

    Death death = Death.NONE;
    int asked;

    void found(OrgSlug org) {
        logs.computeIfAbsent(org, _ -> new TreeMap<>());
    }

    RecordedEvent event(Instant at) {
        var install = random.nextInt(3) == 0;
        return new RecordedEvent(
                Ids.random().next(at),
                at.plusNanos(random.nextInt(1_000_000)),
                ACTORS.get(random.nextInt(ACTORS.size())),
                install ? "version.installed" : "tag.moved",
                "@acme/pad@1." + random.nextInt(5) + ".0",
                install ? Map.of() : Map.of("tag", "beta\n\u0001é😀", "before", "", "after", "\"id\":\"x\""),
                new Origin("203.0.113." + random.nextInt(255), "npm/11 \\", "req-" + random.nextInt()));
    }

    RecordedEvent happens(OrgSlug org, Instant at) {
        found(org);
        var event = event(at);
        logs.get(org).put(event.id(), event);
        return event;
    }

    /// So many events in the hour before now.
    void busy(OrgSlug org, int events) {
        for (int i = 0; i < events; i++) {
            happens(org, now.minusMillis(1 + random.nextInt(3_600_000 - 1)));
        }
    }

    SealLogs logs(int most) {
        return new SealLogs(this, this, this, signer, Ids.random(), keep, most);
    }

    /// A run at ten past.
    SealLogs.Outcome run() {
        return run(10_000);
    }

    SealLogs.Outcome run(int most) {
        var due = now.plus(Duration.ofMinutes(10));
        return logs(most).run(due, () -> due);
    }

    /// Hours of work, each of them sealed.
    void hours(OrgSlug org, int hours, int events, int most) {
        for (int i = 0; i < hours; i++) {
            now = now.plus(Duration.ofHours(1));
            busy(org, events);
            run(most);
        }
    }

    /// The files of an organization, to be tampered with.
    Tampered copy(OrgSlug org) {
        var copy = new TreeMap<String, byte[]>();
        files.forEach((key, file) -> {
            if (key.startsWith(org + "/")) {
                copy.put(key.substring(key.indexOf('/') + 1), file);
            }
        });
        return new Tampered(copy);
    }

    @Override
    public Page<RecordedEvent> list(AuditQuery query, Slice slice) {
        asked++;
        var limit = Math.min(slice.limit(), 7);
        var events =
                logs
                        .get(query.org())
                        .subMap(Ids.first(query.from()), true, Ids.first(query.to()), false)
                        .values()
                        .stream()
                        .filter(event -> slice.after()
                                .filter(after -> event.id().compareTo(after.value()) <= 0)
                                .isEmpty())
                        .limit(limit + 1L)
                        .toList();
        return events.size() <= limit
                ? new Page<>(events, Optional.empty())
                : new Page<>(
                        events.subList(0, limit),
                        Optional.of(new Position(events.get(limit - 1).id())));
    }

    @Override
    public Page<OrgSlug> organizations(Slice slice) {
        return new Page<>(List.copyOf(logs.keySet()), Optional.empty());
    }

    @Override
    public synchronized Optional<Head> find(OrgSlug org) {
        return Optional.ofNullable(heads.get(org));
    }

    @Override
    public synchronized boolean move(OrgSlug org, Optional<Head> before, Head after) {
        if (!Optional.ofNullable(heads.get(org)).equals(before)) {
            return false;
        }
        heads.put(org, after);
        die(Death.AFTER_MOVE);
        return true;
    }

    @Override
    public void settle(OrgSlug org, Head head) {
        heads.put(org, new Head(head.number(), head.sha256(), head.to(), true, head.archived()));
    }

    @Override
    public void remove(OrgSlug org, Collection<Leaving> events) {
        events.forEach(event -> logs.get(org).remove(event.id()));
        die(Death.BEFORE_ARCHIVE);
    }

    @Override
    public boolean archive(AuditEntry entry, OrgSlug org, Head head, long upTo) {
        archived.add(entry);
        heads.put(org, new Head(head.number(), head.sha256(), head.to(), head.settled(), upTo));
        logs.get(org)
                .put(
                        entry.id(),
                        new RecordedEvent(
                                entry.id(),
                                entry.at(),
                                entry.actor(),
                                entry.action().name(),
                                entry.action().target(),
                                entry.action().details(),
                                entry.origin()));
        return true;
    }

    @Override
    public synchronized Optional<byte[]> find(OrgSlug org, String name) {
        asked++;
        return Optional.ofNullable(files.get(org + "/" + name));
    }

    @Override
    public synchronized boolean putIfAbsent(OrgSlug org, String name, byte[] file) {
        die(Death.BEFORE_PUT);
        if (hidden.contains(org + "/" + name)) {
            return false;
        }
        var done = files.putIfAbsent(org + "/" + name, file) == null;
        die(Death.AFTER_PUT);
        return done;
    }

    private void die(Death here) {
        if (death == here) {
            death = Death.NONE;
            throw new IllegalStateException("the power went");
        }
    }
}
