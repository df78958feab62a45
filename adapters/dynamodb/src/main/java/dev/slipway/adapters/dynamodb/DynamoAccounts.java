package dev.slipway.adapters.dynamodb;

import dev.slipway.audit.AuditEntry;
import dev.slipway.identity.Account;
import dev.slipway.identity.Accounts;
import java.util.List;

/// Accounts in the table.
public final class DynamoAccounts implements Accounts {

    private final Table table;

    public DynamoAccounts(Table table) {
        this.table = table;
    }

    private enum Open {
        NAME,
        ACCOUNT,
        AUDIT
    }

    @Override
    public boolean open(Account account, AuditEntry audit) {
        var outcome = table.transact(List.of(
                Write.putNew(
                        Open.NAME,
                        Attributes.item(Keys.name(account.handle().folded()), "name", 1)
                                .text("account", account.id().value())
                                .build()),
                Write.putNew(
                        Open.ACCOUNT,
                        Attributes.item(Keys.account(account.id()), "account", 1)
                                .text("handle", account.handle().value())
                                .instant("createdAt", account.createdAt())
                                .build()),
                Write.putNew(Open.AUDIT, AuditItem.write(audit))));
        return switch (outcome) {
            case Outcome.Committed<Open> _ -> true;
            case Outcome.Refused<Open>(var step) ->
                switch (step) {
                    case NAME -> false;
                    case ACCOUNT, AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }
}
