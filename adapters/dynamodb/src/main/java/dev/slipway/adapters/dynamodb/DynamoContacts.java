package dev.slipway.adapters.dynamodb;

import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.org.Contacts;
import java.util.Optional;

/// Members' addresses, from their accounts.
public final class DynamoContacts implements Contacts {

    private final Table table;

    public DynamoContacts(Table table) {
        this.table = table;
    }

    @Override
    public Optional<Email> findAddress(AccountId account) {
        return find(account).flatMap(Contact::address);
    }

    @Override
    public Optional<Contact> find(Handle handle) {
        return table.get(Keys.name(handle.folded()))
                .flatMap(item -> Attributes.findText(item, "account"))
                .flatMap(account -> find(new AccountId(account)))
                .filter(contact -> contact.person().handle().equals(handle));
    }

    private Optional<Contact> find(AccountId account) {
        return table.get(Keys.account(account))
                .map(item -> AccountItem.read(account, item))
                .map(found -> new Contact(found.person(), found.emails()));
    }
}
