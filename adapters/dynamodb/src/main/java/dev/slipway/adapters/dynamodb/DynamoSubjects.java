package dev.slipway.adapters.dynamodb;

import dev.slipway.access.PackageAccess;
import dev.slipway.access.PoolPlace;
import dev.slipway.access.Principal;
import dev.slipway.access.ServiceAccountName;
import dev.slipway.access.Subject;
import dev.slipway.identity.Account;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Subjects;
import dev.slipway.packages.PackageHead;
import dev.slipway.packages.PackageName;
import java.util.List;
import java.util.Optional;

/// Whom and what an explanation may be about, from the table.
public final class DynamoSubjects implements Subjects {

    private final Table table;

    public DynamoSubjects(Table table) {
        this.table = table;
    }

    @Override
    public Optional<Principal.Person> findPerson(Handle handle) {
        return table.get(Keys.name(handle.folded()))
                .flatMap(item -> Attributes.findText(item, "account"))
                .map(AccountId::new)
                .flatMap(id -> table.get(Keys.account(id)).map(item -> AccountItem.read(id, item)))
                .map(Account::person)
                .filter(person -> person.handle().equals(handle));
    }

    @Override
    public List<PoolPlace> findPoolPlaces(AccountId account) {
        return PoolItem.places(table, account, table.get(Keys.pool(account)));
    }

    @Override
    public Optional<Subject.OfServiceAccount> findService(OrgSlug org, ServiceAccountName name) {
        return ServiceAccountItem.find(table, org, name)
                .map(ServiceAccountItem::readPlace)
                .map(place -> new Subject.OfServiceAccount(
                        new Principal.ServiceAccount(place.id(), name), place, Optional.empty()));
    }

    @Override
    public Optional<PackageAccess> findAccess(String pkg) {
        return table.get(Keys.head(PackageName.stored(pkg)))
                .map(HeadItem::read)
                .filter(PackageHead::live)
                .map(PackageHead::access);
    }
}
