package dev.slipway.adapters.dynamodb;

import dev.slipway.access.ServiceAccountName;
import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import dev.slipway.org.Authority;
import dev.slipway.org.ServiceAccount;
import dev.slipway.org.ServiceAccounts;
import dev.slipway.org.Teammate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Service accounts in the table.
public final class DynamoServiceAccounts implements ServiceAccounts {

    private final Table table;

    public DynamoServiceAccounts(Table table) {
        this.table = table;
    }

    private enum Create {
        ORGANIZATION,
        AUTHORITY,
        NAME,
        MACHINES,
        SERVICE_ACCOUNT,
        AUDIT
    }

    private enum Delete {
        ORGANIZATION,
        AUTHORITY,
        SERVICE_ACCOUNT,
        NAME,
        TEAMS,
        MACHINES,
        AUDIT
    }

    @Override
    public Optional<ServiceAccount> find(OrgSlug org, ServiceAccountName name) {
        return ServiceAccountItem.find(table, org, name).map(ServiceAccountItem::read);
    }

    @Override
    public Page<ServiceAccount> list(OrgSlug org, Slice slice) {
        var names = table.page(Keys.serviceAccountsOf(org), Keys.SERVICE_ACCOUNT_NAME, slice)
                .map(item -> Keys.serviceAccount(org, ServiceAccountItem.readId(item)));
        var items = table.getAll(names.items());
        return names.mapPresent(key -> Optional.ofNullable(items.get(key)).map(ServiceAccountItem::read));
    }

    @Override
    public Created create(ServiceAccount account, Authority by, AuditEntry audit) {
        var org = account.org();
        var outcome = table.transact(List.of(
                OrganizationItem.mustBeThere(Create.ORGANIZATION, org, by),
                MemberItem.mustBe(Create.AUTHORITY, org, by),
                Write.putNew(Create.NAME, ServiceAccountItem.writeName(account)),
                MachinesItem.add(Create.MACHINES, org, account.who().id()),
                Write.putNew(Create.SERVICE_ACCOUNT, ServiceAccountItem.write(account)),
                Write.putNew(Create.AUDIT, AuditItem.write(audit))));
        return switch (outcome) {
            case Outcome.Committed<Create> _ -> Created.COMMITTED;
            case Outcome.Refused<Create>(var step) ->
                switch (step) {
                    case ORGANIZATION, AUTHORITY -> Created.MOVED_MEANWHILE;
                    case NAME -> Created.NAME_TAKEN;
                    case MACHINES -> Created.TOO_MANY;
                    case SERVICE_ACCOUNT, AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }

    @Override
    public Deleted delete(ServiceAccount account, Authority by, AuditEntry audit) {
        var org = account.org();
        var id = account.who().id();
        var writes = new ArrayList<Write<Delete>>();
        writes.add(OrganizationItem.mustBeThere(Delete.ORGANIZATION, org, by));
        writes.add(MemberItem.mustBe(Delete.AUTHORITY, org, by));
        writes.add(ServiceAccountItem.remove(Delete.SERVICE_ACCOUNT, account));
        writes.add(Write.delete(
                Delete.NAME,
                Keys.serviceAccountName(org, account.who().name()),
                "id = :id",
                Map.of(),
                Map.of(":id", AttributeValue.fromS(id.value()))));
        writes.addAll(TeamMemberItem.deleteAll(Delete.TEAMS, new Teammate.Machine(account)));
        writes.add(MachinesItem.remove(Delete.MACHINES, org, id));
        writes.add(Write.putNew(Delete.AUDIT, AuditItem.write(audit)));
        return switch (table.transact(writes)) {
            case Outcome.Committed<Delete> _ -> Deleted.COMMITTED;
            case Outcome.Refused<Delete>(var step) ->
                switch (step) {
                    case ORGANIZATION, AUTHORITY, SERVICE_ACCOUNT, NAME -> Deleted.MOVED_MEANWHILE;
                    case TEAMS, MACHINES -> throw new IllegalStateException("nothing stands against it");
                    case AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }
}
