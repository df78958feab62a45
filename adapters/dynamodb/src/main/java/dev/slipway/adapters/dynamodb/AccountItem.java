package dev.slipway.adapters.dynamodb;

import dev.slipway.identity.Account;
import dev.slipway.identity.Identity;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An account, and the items that lead to it: its name, its addresses and its identities. These exist once for each
/// name, address or identity, which is what makes it one account's only.
final class AccountItem {

    private AccountItem() {}

    static Map<String, AttributeValue> write(Account account) {
        return Attributes.item(Keys.account(account.id()), "account", 1)
                .text("handle", account.handle().value())
                .text("displayName", account.displayName().map(DisplayName::value))
                .set("emails", account.emails().stream().map(Email::value).toList())
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
        return Write.put(step, item, "attribute_not_exists(pk) OR account = :account", whose(account));
    }

    /// Makes the identity this account's, or leaves it so. Refused if it is another's.
    static <S extends Enum<S>> Write<S> claimIdentity(S step, AccountId account, Identity identity, Instant at) {
        var item = Attributes.item(Keys.identity(identity.issuer(), identity.subject()), "identity", 1)
                .text("account", account.value())
                .text("issuer", identity.issuer())
                .instant("linkedAt", at)
                .build();
        return Write.put(step, item, "attribute_not_exists(pk) OR account = :account", whose(account));
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

    private static Map<String, AttributeValue> whose(AccountId account) {
        return Map.of(":account", AttributeValue.fromS(account.value()));
    }
}
