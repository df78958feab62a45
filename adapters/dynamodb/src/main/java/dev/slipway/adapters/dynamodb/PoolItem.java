package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Place;
import dev.slipway.access.PoolPlace;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The organizations that give an account a place in the Pool: one item for each account, so that it is read beside the
/// membership. It leads to those organizations and gives nothing: what the member of each says does, as long as the
/// organization is there. It is written with the member.
final class PoolItem {

    private static final Map<String, String> TYPE = Map.of("#type", "type");

    private PoolItem() {}

    /// Leads to the member's organization from now on.
    static <S extends Enum<S>> Write<S> add(S step, Member member) {
        return Write.updateAlways(
                step,
                Keys.pool(member.person().id()),
                "SET #type = :type, form = :form ADD orgs :org",
                TYPE,
                Map.of(
                        ":type", AttributeValue.fromS("pool"),
                        ":form", AttributeValue.fromN("1"),
                        ":org", only(member.org())));
    }

    /// Leads there no longer.
    static <S extends Enum<S>> Write<S> remove(S step, Member member) {
        return Write.updateAlways(
                step,
                Keys.pool(member.person().id()),
                "DELETE orgs :org",
                Map.of(),
                Map.of(":org", only(member.org())));
    }

    /// Where an account's places are, of one trip; none for whom nobody gives any.
    ///
    /// @param item as it was read; empty if it isn't there
    static List<PoolPlace> places(Table table, AccountId account, Optional<Map<String, AttributeValue>> item) {
        var orgs = item.map(PoolItem::orgs).orElseGet(List::of);
        if (orgs.isEmpty()) {
            return List.of();
        }
        var keys = new ArrayList<Key>();
        for (var org : orgs) {
            keys.add(Keys.organization(org));
            keys.add(Keys.member(org, account));
        }
        var items = table.getAll(keys);
        return orgs.stream()
                .flatMap(org -> place(items.get(Keys.organization(org)), items.get(Keys.member(org, account))))
                .toList();
    }

    private static Stream<PoolPlace> place(
            @Nullable Map<String, AttributeValue> organization, @Nullable Map<String, AttributeValue> member) {
        return organization == null || member == null || !MemberItem.readInPool(member)
                ? Stream.empty()
                : OrganizationItem.readPolicy(organization).stream()
                        .map(policy -> new PoolPlace(policy, MemberItem.readRole(member)));
    }

    private static List<OrgSlug> orgs(Map<String, AttributeValue> item) {
        return Attributes.findSet(item, "orgs").stream()
                .sorted()
                .limit(Place.Outside.MOST_PLACES)
                .map(OrgSlug::new)
                .toList();
    }

    private static AttributeValue only(OrgSlug org) {
        return AttributeValue.fromSs(List.of(org.value()));
    }
}
