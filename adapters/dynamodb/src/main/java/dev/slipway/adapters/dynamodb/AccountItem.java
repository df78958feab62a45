package dev.slipway.adapters.dynamodb;

import dev.slipway.identity.Account;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An account, and the items that lead to it: its name and its addresses. These exist once for each name or address,
/// which is what makes it one account's only. Its identities are in [IdentityItem].
final class AccountItem {

    private AccountItem() {}

    /// @param identities how many lead to it
    static Map<String, AttributeValue> write(Account account, int identities) {
        return Attributes.item(Keys.account(account.id()), "account", 1)
                .text("handle", account.handle().value())
                .text("displayName", account.displayName().map(DisplayName::value))
                .set("emails", account.emails().stream().map(Email::value).toList())
                .number("identities", identities)
                .instant("createdAt", account.createdAt())
                .build();
    }

    static Account read(AccountId id, Map<String, AttributeValue> item) {
        return new Account(
                id,
                new Handle(Attributes.text(item, "handle")),
                Attributes.findText(item, "displayName").map(DisplayName::new),
                Attributes.findSet(item, "emails").stream().map(Email::new).collect(Collectors.toUnmodifiableSet()),
                Attributes.instant(item, "createdAt"));
    }

    static Map<String, AttributeValue> name(Account account) {
        return Attributes.item(Keys.name(account.handle().folded()), "name", 1)
                .text("account", account.id().value())
                .build();
    }

    /// Where a name, an address or an identity leads.
    static AccountId readAccount(Map<String, AttributeValue> item) {
        return new AccountId(Attributes.text(item, "account"));
    }

    /// Makes the address this account's, or leaves it so. Refused if it is another's.
    static <S extends Enum<S>> Write<S> claimEmail(S step, AccountId account, Email email, Instant at) {
        var item = Attributes.item(Keys.email(email), "email", 1)
                .text("account", account.value())
                .instant("verifiedAt", at)
                .build();
        return Write.put(
                step,
                item,
                "attribute_not_exists(pk) OR account = :account",
                Map.of(":account", AttributeValue.fromS(account.value())));
    }

    /// Adds the address to those that the account itself tells. Goes with [#claimEmail].
    static <S extends Enum<S>> Write<S> addEmail(S step, AccountId account, Email email) {
        return Write.update(
                step,
                Keys.account(account),
                "ADD emails :email",
                "attribute_exists(pk)",
                Map.of(),
                Map.of(":email", AttributeValue.fromSs(List.of(email.value()))));
    }
}
