package dev.slipway.adapters.dynamodb;

import dev.slipway.audit.AuditEntry;
import dev.slipway.identity.Account;
import dev.slipway.identity.Accounts;
import dev.slipway.identity.Identity;
import dev.slipway.identity.IdentityId;
import dev.slipway.identity.LinkedIdentity;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
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
        LINKED,
        ACCOUNT,
        AUDIT
    }

    private enum Claim {
        CLAIM,
        ACCOUNT,
        AUDIT
    }

    private enum Link {
        IDENTITY,
        LINKED,
        ACCOUNT,
        AUDIT
    }

    private enum Unlink {
        LINKED,
        IDENTITY,
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
        return follow(Keys.identity(identity.hash()));
    }

    @Override
    public boolean findTaken(Handle handle) {
        return table.get(Keys.name(handle.folded())).isPresent();
    }

    @Override
    public Opened open(Account account, List<LinkedIdentity> identities, AuditEntry audit) {
        var id = account.id();
        var writes = new ArrayList<Write<Open>>();
        writes.add(Write.putNew(Open.NAME, AccountItem.name(account)));
        account.emails()
                .forEach(email -> writes.add(AccountItem.claimEmail(Open.EMAIL, id, email, account.createdAt())));
        identities.forEach(known -> writes.addAll(IdentityItem.claim(Open.IDENTITY, Open.LINKED, id, known)));
        writes.add(Write.putNew(Open.ACCOUNT, AccountItem.write(account, identities.size())));
        writes.add(Write.putNew(Open.AUDIT, AuditItem.write(audit)));
        return switch (table.transact(writes)) {
            case Outcome.Committed<Open> _ -> Opened.COMMITTED;
            case Outcome.Refused<Open>(var step) ->
                switch (step) {
                    case NAME -> Opened.HANDLE_TAKEN;
                    case EMAIL -> Opened.EMAIL_TAKEN;
                    case IDENTITY -> Opened.IDENTITY_TAKEN;
                    case LINKED, ACCOUNT, AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }

    @Override
    public boolean addEmail(AccountId account, Email email, AuditEntry audit) {
        var outcome = table.transact(List.of(
                AccountItem.claimEmail(Claim.CLAIM, account, email, audit.at()),
                AccountItem.addEmail(Claim.ACCOUNT, account, email),
                Write.putNew(Claim.AUDIT, AuditItem.write(audit))));
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

    @Override
    public boolean link(AccountId account, LinkedIdentity identity, AuditEntry audit) {
        var writes = new ArrayList<Write<Link>>(IdentityItem.claim(Link.IDENTITY, Link.LINKED, account, identity));
        writes.add(IdentityItem.count(Link.ACCOUNT, account));
        writes.add(Write.putNew(Link.AUDIT, AuditItem.write(audit)));
        return switch (table.transact(writes)) {
            case Outcome.Committed<Link> _ -> true;
            case Outcome.Refused<Link>(var step) ->
                switch (step) {
                    // If it was unlinked meanwhile it is nobody's, and can be had.
                    case IDENTITY ->
                        table.get(Keys.identity(identity.hash()))
                                .map(item -> AccountItem.readAccount(item).equals(account))
                                .orElseGet(() -> link(account, identity, audit));
                    case ACCOUNT -> throw new IllegalStateException("there is no such account");
                    case LINKED, AUDIT -> throw new IllegalStateException("an id was drawn twice");
                };
        };
    }

    @Override
    public Page<LinkedIdentity> listIdentities(AccountId account, Slice slice) {
        return table.page(Keys.identitiesOf(account), "", slice).map(IdentityItem::read);
    }

    @Override
    public Optional<LinkedIdentity> findIdentity(AccountId account, IdentityId id) {
        return table.get(Keys.linked(account, id)).map(IdentityItem::read);
    }

    @Override
    public Unlinked unlink(AccountId account, LinkedIdentity identity, AuditEntry audit) {
        var outcome = table.transact(List.of(
                IdentityItem.unlist(Unlink.LINKED, account, identity),
                IdentityItem.release(Unlink.IDENTITY, account, identity),
                IdentityItem.discount(Unlink.ACCOUNT, account),
                Write.putNew(Unlink.AUDIT, AuditItem.write(audit))));
        return switch (outcome) {
            case Outcome.Committed<Unlink> _ -> Unlinked.COMMITTED;
            case Outcome.Refused<Unlink>(var step) ->
                switch (step) {
                    case LINKED -> Unlinked.GONE;
                    case ACCOUNT -> Unlinked.LAST_WAY_IN;
                    case IDENTITY -> throw new IllegalStateException("an identity and its list say different things");
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
