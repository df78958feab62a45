package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Presented;
import dev.slipway.audit.AuditEntry;
import dev.slipway.packages.AccessChange;
import dev.slipway.packages.Mandate;
import dev.slipway.packages.PackageHead;
import dev.slipway.packages.PackageName;
import dev.slipway.packages.Packages;
import dev.slipway.packages.Release;
import dev.slipway.packages.Situation;
import dev.slipway.packages.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Packages in the table.
public final class DynamoPackages implements Packages {

    private final Table table;
    private final CallerReader callers;

    public DynamoPackages(Table table) {
        this.table = table;
        this.callers = new CallerReader(table);
    }

    private enum Add {
        VERSION,
        HEAD,
        STORAGE,
        AUDIT
    }

    private enum Replace {
        HEAD,
        VERSION,
        STORAGE,
        AUDIT
    }

    private enum Govern {
        ORGANIZATION,
        AUTHORITY,
        NAMED,
        HEAD,
        GRANT,
        AUDIT
    }

    @Override
    public Situation situation(Presented presented, PackageName name, Optional<Version> version) {
        return situation(presented, name, version, List.of(), _ -> true, _ -> false);
    }

    @Override
    public Situation situationToRead(Presented presented, PackageName name, Optional<Version> version) {
        var head = Keys.head(name);
        return situation(
                presented,
                name,
                version,
                List.of(),
                items -> !items.containsKey(head) || !HeadItem.everyoneMayRead(items.get(head)),
                items -> items.containsKey(head) && HeadItem.poolMayRead(items.get(head)));
    }

    @Override
    public Situation situationToPublish(Presented presented, PackageName name, Version version) {
        return situation(
                presented, name, Optional.of(version), List.of(Keys.storage(name.scope())), _ -> true, _ -> false);
    }

    /// @param more what is read besides
    /// @param roleMatters whether the caller's role is read at all, given what the first round trip found
    /// @param poolMatters whether their place in the Pool is read, if they have no role
    private Situation situation(
            Presented presented,
            PackageName name,
            Optional<Version> version,
            List<Key> more,
            Predicate<Map<Key, Map<String, AttributeValue>>> roleMatters,
            Predicate<Map<Key, Map<String, AttributeValue>>> poolMatters) {
        var keys = new ArrayList<Key>(more);
        keys.add(Keys.head(name));
        version.ifPresent(wanted -> keys.add(Keys.version(name, wanted)));
        var read = callers.read(presented, name.scope(), keys, roleMatters, poolMatters);
        return new Situation(
                name,
                read.caller(),
                read.policy(),
                read.other(Keys.head(name)).map(HeadItem::read),
                version.flatMap(wanted -> read.other(Keys.version(name, wanted)))
                        .map(ReleaseItem::read),
                read.other(Keys.storage(name.scope())).map(DynamoPackages::storedBytes));
    }

    @Override
    public Added add(PackageHead next, Release release, long quota, AuditEntry audit) {
        var outcome = table.transact(List.of(
                Write.putNew(Add.VERSION, ReleaseItem.write(release)),
                replaceHead(Add.HEAD, next),
                Write.update(
                        Add.STORAGE,
                        Keys.storage(release.name().scope()),
                        "ADD #bytes :added",
                        "#bytes <= :room",
                        Map.of("#bytes", "bytes"),
                        Map.of(":added", number(release.bytes()), ":room", number(quota - release.bytes()))),
                Write.putNew(Add.AUDIT, AuditItem.write(audit))));
        return switch (outcome) {
            case Outcome.Committed<Add> _ -> Added.COMMITTED;
            case Outcome.Refused<Add>(var step) ->
                switch (step) {
                    case VERSION -> Added.VERSION_TAKEN;
                    case HEAD -> Added.MOVED_MEANWHILE;
                    case STORAGE -> Added.QUOTA_EXCEEDED;
                    case AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }

    @Override
    public Replaced replace(PackageHead next, AuditEntry audit) {
        return replaced(table.transact(
                List.of(replaceHead(Replace.HEAD, next), Write.putNew(Replace.AUDIT, AuditItem.write(audit)))));
    }

    @Override
    public Replaced govern(PackageHead next, Mandate by, AccessChange change, AuditEntry audit) {
        var steps = new PackageAuthority.Steps<>(Govern.ORGANIZATION, Govern.AUTHORITY, Govern.NAMED);
        var writes = new ArrayList<>(PackageAuthority.of(steps, by, change).writes());
        writes.add(replaceHead(Govern.HEAD, next));
        GrantItem.write(Govern.GRANT, next.name(), change).ifPresent(writes::add);
        writes.add(Write.putNew(Govern.AUDIT, AuditItem.write(audit)));
        return switch (table.transact(writes)) {
            case Outcome.Committed<Govern> _ -> Replaced.COMMITTED;
            case Outcome.Refused<Govern>(var step) ->
                switch (step) {
                    case ORGANIZATION, AUTHORITY, NAMED, HEAD -> Replaced.MOVED_MEANWHILE;
                    case GRANT -> throw new IllegalStateException("nothing stands against it");
                    case AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }

    @Override
    public Replaced unpublish(PackageHead next, List<Release> releases, AuditEntry audit) {
        var writes = new ArrayList<Write<Replace>>();
        writes.add(replaceHead(Replace.HEAD, next));
        var at = AttributeValue.fromS(audit.at().toString());
        for (var release : releases) {
            writes.add(Write.update(
                    Replace.VERSION,
                    Keys.version(release.name(), release.version()),
                    "SET unpublishedAt = :at",
                    "attribute_exists(pk) AND attribute_not_exists(unpublishedAt)",
                    Map.of(),
                    Map.of(":at", at)));
        }
        writes.add(free(next, releases.stream().mapToLong(Release::bytes).sum()));
        writes.add(Write.putNew(Replace.AUDIT, AuditItem.write(audit)));
        return replaced(table.transact(writes));
    }

    @Override
    public Replaced unpublishAll(PackageHead next, long freedBytes, AuditEntry audit) {
        return replaced(table.transact(List.of(
                replaceHead(Replace.HEAD, next),
                free(next, freedBytes),
                Write.putNew(Replace.AUDIT, AuditItem.write(audit)))));
    }

    @Override
    public List<Release> findReleases(PackageName name, Collection<Version> versions) {
        return table
                .getAll(versions.stream()
                        .map(version -> Keys.version(name, version))
                        .toList())
                .values()
                .stream()
                .map(ReleaseItem::read)
                .toList();
    }

    @Override
    public List<Release> listReleases(PackageName name) {
        return table.query(Keys.versionsOf(name), Keys.VERSION).stream()
                .map(ReleaseItem::read)
                .filter(release -> release.unpublishedAt().isEmpty())
                .toList();
    }

    @Override
    public long findStoredBytes(PackageName name) {
        return table.get(Keys.storage(name.scope()))
                .map(DynamoPackages::storedBytes)
                .orElse(0L);
    }

    @Override
    public void recordInstall(AuditEntry audit) {
        table.put(AuditItem.write(audit));
    }

    private static long storedBytes(Map<String, AttributeValue> item) {
        return Attributes.number(item, "bytes");
    }

    /// A head follows the one that was read, or nobody's: whoever was slower reads again.
    private static <S extends Enum<S>> Write<S> replaceHead(S step, PackageHead next) {
        return next.revision() == 1
                ? Write.putNew(step, HeadItem.write(next))
                : Write.put(
                        step,
                        HeadItem.write(next),
                        "revision = :before",
                        Map.of(":before", number(next.revision() - 1)));
    }

    private static Write<Replace> free(PackageHead next, long bytes) {
        return Write.update(
                Replace.STORAGE,
                Keys.storage(next.name().scope()),
                "ADD #bytes :freed",
                "attribute_exists(pk)",
                Map.of("#bytes", "bytes"),
                Map.of(":freed", number(-bytes)));
    }

    private static Replaced replaced(Outcome<Replace> outcome) {
        return switch (outcome) {
            case Outcome.Committed<Replace> _ -> Replaced.COMMITTED;
            case Outcome.Refused<Replace>(var step) ->
                switch (step) {
                    case HEAD -> Replaced.MOVED_MEANWHILE;
                    case VERSION, STORAGE, AUDIT ->
                        throw new IllegalStateException(
                                "the head had not moved, and yet " + step + " was not as it says");
                };
        };
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
