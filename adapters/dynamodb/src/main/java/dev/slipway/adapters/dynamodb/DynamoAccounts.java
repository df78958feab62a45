package dev.slipway.adapters.dynamodb;

import dev.slipway.audit.AuditEntry;
import dev.slipway.identity.Account;
import dev.slipway.identity.Accounts;
import dev.slipway.identity.Identity;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Accounts in the table.
public final class DynamoAccounts implements Accounts {

    private final Table table;

    public DynamoAccounts(Table table) {
        this.table = table;
    }

    private enum Open {
        NAME,
        EMAIL,
        IDENTITY,
        ACCOUNT,
        AUDIT
    }

    private enum Claim {
        CLAIM,
        ACCOUNT,
        AUDIT
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return table.get(Keys.account(id)).map(item -> AccountItem.read(id, item));
    }

    @Override
    public Optional<Account> findByHandle(Handle handle) {
        return follow(Keys.name(handle.folded()))
                .filter(account -> account.handle().equals(handle));
    }

    @Override
    public Optional<Account> findByEmail(Email email) {
        return follow(Keys.email(email));
    }

    @Override
    public Optional<Account> findByIdentity(Identity identity) {
        return follow(Keys.identity(identity.issuer(), identity.subject()));
    }

    @Override
    public boolean findTaken(Handle handle) {
        return table.get(Keys.name(handle.folded())).isPresent();
    }

    @Override
    public Opened open(Account account, List<Identity> identities, AuditEntry audit) {
        var id = account.id();
        var writes = new ArrayList<Write<Open>>();
        writes.add(Write.putNew(Open.NAME, AccountItem.name(account)));
        account.emails()
                .forEach(email -> writes.add(AccountItem.claimEmail(Open.EMAIL, id, email, account.createdAt())));
        identities.forEach(
                known -> writes.add(AccountItem.claimIdentity(Open.IDENTITY, id, known, account.createdAt())));
        writes.add(Write.putNew(Open.ACCOUNT, AccountItem.write(account)));
        writes.add(Write.putNew(Open.AUDIT, AuditItem.write(audit)));
        return switch (table.transact(writes)) {
            case Outcome.Committed<Open> _ -> Opened.COMMITTED;
            case Outcome.Refused<Open>(var step) ->
                switch (step) {
                    case NAME -> Opened.HANDLE_TAKEN;
                    case EMAIL -> Opened.EMAIL_TAKEN;
                    case IDENTITY -> Opened.IDENTITY_TAKEN;
                    case ACCOUNT, AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }

    @Override
    public boolean addEmail(AccountId account, Email email, AuditEntry audit) {
        return claimed(table.transact(List.of(
                AccountItem.claimEmail(Claim.CLAIM, account, email, audit.at()),
                AccountItem.addEmail(Claim.ACCOUNT, account, email),
                Write.putNew(Claim.AUDIT, AuditItem.write(audit)))));
    }

    @Override
    public boolean link(AccountId account, Identity identity, AuditEntry audit) {
        return claimed(table.transact(List.of(
                AccountItem.claimIdentity(Claim.CLAIM, account, identity, audit.at()),
                Write.putNew(Claim.AUDIT, AuditItem.write(audit)))));
    }

    private static boolean claimed(Outcome<Claim> outcome) {
        return switch (outcome) {
            case Outcome.Committed<Claim> _ -> true;
            case Outcome.Refused<Claim>(var step) ->
                switch (step) {
                    case CLAIM -> false;
                    case ACCOUNT -> throw new IllegalStateException("there is no such account");
                    case AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }

    /// The account that an item leads to; a name may lead to an organization.
    private Optional<Account> follow(Key key) {
        return table.get(key)
                .filter(item -> item.containsKey("account"))
                .map(AccountItem::readAccount)
                .flatMap(this::find);
    }
}
