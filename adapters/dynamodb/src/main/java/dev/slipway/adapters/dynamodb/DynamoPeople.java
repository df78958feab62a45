package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Place;
import dev.slipway.access.Principal;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.packages.People;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The people that packages have to do with, from the table.
public final class DynamoPeople implements People {

    private final Table table;

    public DynamoPeople(Table table) {
        this.table = table;
    }

    @Override
    public Optional<Principal.Person> find(Handle handle) {
        return table.get(Keys.name(handle.folded()))
                .flatMap(item -> Attributes.findText(item, "account"))
                .map(AccountId::new)
                .flatMap(id -> table.get(Keys.account(id)).map(item -> AccountItem.read(id, item)))
                .map(account -> account.person())
                .filter(person -> person.handle().equals(handle));
    }

    @Override
    public Optional<Place.Member> findPlace(OrgSlug org, AccountId account) {
        return table.get(Keys.member(org, account)).map(MemberItem::readPlace);
    }

    @Override
    public Map<AccountId, Place.Member> findPlaces(OrgSlug org, Collection<AccountId> accounts) {
        var keys = accounts.stream()
                .collect(Collectors.toUnmodifiableMap(account -> Keys.member(org, account), Function.identity()));
        return table.getAll(keys.keySet()).entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> keys.get(entry.getKey()), entry -> MemberItem.readPlace(entry.getValue())));
    }
}
