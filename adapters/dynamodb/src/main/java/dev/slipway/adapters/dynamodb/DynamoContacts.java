package dev.slipway.adapters.dynamodb;

import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Email;
import dev.slipway.org.Contacts;
import java.util.Comparator;
import java.util.Optional;

/// Members' addresses, from their accounts.
public final class DynamoContacts implements Contacts {

    private final Table table;

    public DynamoContacts(Table table) {
        this.table = table;
    }

    /// Of several the first by its letters: any of them is theirs, and it should be the same one each time.
    @Override
    public Optional<Email> findAddress(AccountId account) {
        return table.get(Keys.account(account))
                .map(item -> AccountItem.read(account, item))
                .flatMap(found -> found.emails().stream().min(Comparator.comparing(Email::value)));
    }
}
