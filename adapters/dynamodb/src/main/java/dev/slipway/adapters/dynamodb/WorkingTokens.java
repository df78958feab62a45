package dev.slipway.adapters.dynamodb;

import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The machine tokens of an organization that work. There are [dev.slipway.org.MachineToken#MOST] at most, so they are
/// all read.
final class WorkingTokens {

    private final Table table;

    WorkingTokens(Table table) {
        this.table = table;
    }

    private enum Step {
        MACHINES
    }

    /// What leads to them, the newest first. Those of a service account that was deleted work no more.
    List<Map<String, AttributeValue>> holdings(OrgSlug org, Instant now) {
        var found = table.getAll(entries(org).stream()
                .filter(entry -> entry.worksAt(now))
                .map(entry -> Keys.holding(org, entry.id()))
                .toList());
        var owned = owned(org, List.copyOf(found.values()));
        return owned.stream()
                .sorted((one, other) ->
                        Key.of(other).sort().compareTo(Key.of(one).sort()))
                .toList();
    }

    /// Takes out of the set what works no more: what is over, and what was a deleted service account's.
    ///
    /// @return whether there was any
    boolean makeRoom(OrgSlug org, Instant now) {
        var working =
                holdings(org, now).stream().map(item -> Key.of(item).sort()).collect(Collectors.toUnmodifiableSet());
        var gone = entries(org).stream()
                .filter(entry -> !working.contains(entry.id().value()))
                .toList();
        if (gone.isEmpty()) {
            return false;
        }
        table.transact(List.of(MachinesItem.remove(Step.MACHINES, org, gone)));
        return true;
    }

    /// Those that are not a deleted service account's.
    List<Map<String, AttributeValue>> owned(OrgSlug org, List<Map<String, AttributeValue>> holdings) {
        var accounts = new HashSet<Key>();
        holdings.forEach(item ->
                HoldingItem.readServiceAccount(item).ifPresent(id -> accounts.add(Keys.serviceAccount(org, id))));
        var there = accounts.isEmpty() ? Set.<Key>of() : table.getAll(accounts).keySet();
        return holdings.stream()
                .filter(item -> HoldingItem.readServiceAccount(item)
                        .filter(id -> !there.contains(Keys.serviceAccount(org, id)))
                        .isEmpty())
                .toList();
    }

    private Set<MachinesItem.Entry> entries(OrgSlug org) {
        return table.get(Keys.machines(org)).map(MachinesItem::readTokens).orElseGet(Set::of);
    }
}
