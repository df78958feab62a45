package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Caller;
import dev.slipway.access.Credential;
import dev.slipway.access.OrgPolicy;
import dev.slipway.access.Place;
import dev.slipway.access.Presented;
import dev.slipway.access.Principal;
import dev.slipway.access.Sighting;
import dev.slipway.access.TokenHash;
import dev.slipway.kernel.OrgSlug;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads who calls, the organization that they call about, and whatever else the route needs, in two round trips: the
/// token with all that is known by name, then the membership, whose key stands in the token.
final class CallerReader {

    private static final int MOST_MEMBERSHIPS = 1_000;

    private static final String SEEN = "SET seenAt = :at, seenFrom = :from";

    private final Table table;

    CallerReader(Table table) {
        this.table = table;
    }

    /// @param others the items that the route asked for besides
    record Read(Caller caller, Optional<OrgPolicy> policy, Map<Key, Map<String, AttributeValue>> others) {

        Optional<Map<String, AttributeValue>> other(Key key) {
            return Optional.ofNullable(others.get(key));
        }
    }

    /// @param placeMatters given what the first round trip found: whether anything depends on what the caller is in the
    ///     organization; if not, the second one is saved
    /// @param poolMatters whether anything depends on a place in the Pool, for who is outside: then it is read in the
    ///     second one, and those organizations in a third one that give any
    Read read(
            Presented presented,
            OrgSlug org,
            Collection<Key> others,
            Predicate<Map<Key, Map<String, AttributeValue>>> placeMatters,
            Predicate<Map<Key, Map<String, AttributeValue>>> poolMatters) {
        if (presented instanceof Presented.Unreadable) {
            // Refused whatever is there: nothing is read for whoever tries out tokens.
            return new Read(new Caller.Unknown(), Optional.empty(), Map.of());
        }
        var keys = new ArrayList<Key>(others);
        keys.add(Keys.organization(org));
        if (presented instanceof Presented.ByHash(var hash, var _)) {
            keys.add(Keys.token(hash));
        }
        var items = table.getAll(keys);
        var policy = Optional.ofNullable(items.get(Keys.organization(org))).flatMap(OrganizationItem::readPolicy);
        return new Read(caller(presented, items, org, placeMatters, poolMatters), policy, items);
    }

    /// The caller alone, in one round trip; their role stays empty.
    Caller readAlone(Presented presented) {
        return switch (presented) {
            case Presented.Nothing _ -> new Caller.Anonymous();
            case Presented.Unreadable _ -> new Caller.Unknown();
            case Presented.ByHash(var hash, var sighting) ->
                table.get(Keys.token(hash))
                        .map(item -> seen(hash, TokenItem.read(item), sighting))
                        .<Caller>map(credential ->
                                new Caller.Holder(credential, new Place.Outside(), sighting.map(Sighting::address)))
                        .orElseGet(Caller.Unknown::new);
        };
    }

    /// @param givers those that give a place in the Pool
    record Memberships(Map<OrgSlug, Place> places, Set<OrgSlug> givers) {}

    /// What this caller is in each of their organizations. A person's are from the index, a moment behind the table; a
    /// machine has one.
    Memberships memberships(Caller caller) {
        if (!(caller instanceof Caller.Holder(var credential, var _, var _))) {
            return new Memberships(Map.of(), Set.of());
        }
        return switch (credential.principal()) {
            case Principal.Person person -> {
                var members = table.queryIndex(Table.Index.LISTED, Keys.membershipsOf(person.id()), MOST_MEMBERSHIPS);
                yield new Memberships(
                        members.stream()
                                .collect(Collectors.toUnmodifiableMap(MemberItem::readOrg, MemberItem::readPlace)),
                        members.stream()
                                .filter(MemberItem::readInPool)
                                .map(MemberItem::readOrg)
                                .collect(Collectors.toUnmodifiableSet()));
            }
            case Principal.Machine machine ->
                new Memberships(
                        Map.of(machine.org(), place(credential, machine.org(), Optional.empty(), false)), Set.of());
        };
    }

    private Caller caller(
            Presented presented,
            Map<Key, Map<String, AttributeValue>> items,
            OrgSlug org,
            Predicate<Map<Key, Map<String, AttributeValue>>> placeMatters,
            Predicate<Map<Key, Map<String, AttributeValue>>> poolMatters) {
        return switch (presented) {
            case Presented.Nothing _ -> new Caller.Anonymous();
            case Presented.Unreadable _ -> new Caller.Unknown();
            case Presented.ByHash(var hash, var sighting) ->
                Optional.ofNullable(items.get(Keys.token(hash)))
                        .map(item -> seen(hash, TokenItem.read(item), sighting))
                        .<Caller>map(credential -> new Caller.Holder(
                                credential,
                                placeMatters.test(items)
                                        ? place(credential, org, sighting, poolMatters.test(items))
                                        : new Place.Outside(),
                                sighting.map(Sighting::address)))
                        .orElseGet(Caller.Unknown::new);
        };
    }

    /// Notes where and when a token is used, at most once an hour, so that its holder can see a stranger's use of it.
    private Credential seen(TokenHash hash, Credential credential, Optional<Sighting> sighting) {
        sighting.filter(seen -> credential.validAt(seen.at()) && credential.newlySeen(seen))
                .ifPresent(seen -> table.update(Keys.token(hash), SEEN, seenValues(seen)));
        return credential;
    }

    private static Map<String, AttributeValue> seenValues(Sighting seen) {
        return Map.of(
                ":at", AttributeValue.fromS(seen.at().toString()),
                ":from", AttributeValue.fromS(seen.address()));
    }

    /// What a token of the organization's own is, it says itself, and a person or a service account their item.
    private Place place(Credential credential, OrgSlug org, Optional<Sighting> sighting, boolean poolMatters) {
        return switch (credential.principal()) {
            case Principal.Machine(var _, var _, var owner, var account) ->
                account.filter(_ -> owner.equals(org))
                        .flatMap(one -> table.get(Keys.serviceAccount(org, one.id())))
                        .<Place>map(ServiceAccountItem::readPlace)
                        .orElseGet(Place.Outside::new);
            case Principal.Person person -> {
                var key = Keys.member(org, person.id());
                var pool = Keys.pool(person.id());
                var items = poolMatters ? table.getAll(List.of(key, pool)) : Map.<Key, Map<String, AttributeValue>>of();
                var member = poolMatters ? Optional.ofNullable(items.get(key)) : table.get(key);
                member.ifPresent(item -> active(key, item, credential, sighting));
                yield member.<Place>map(MemberItem::readPlace)
                        .orElseGet(() -> new Place.Outside(
                                PoolItem.places(table, person.id(), Optional.ofNullable(items.get(pool)))));
            }
        };
    }

    /// Notes when a member is active and from where, at most once an hour, as for the token.
    private void active(
            Key key, Map<String, AttributeValue> member, Credential credential, Optional<Sighting> sighting) {
        sighting.filter(seen -> credential.validAt(seen.at()) && MemberItem.newlySeen(member, seen.at()))
                .ifPresent(seen -> table.update(key, SEEN, seenValues(seen)));
    }
}
