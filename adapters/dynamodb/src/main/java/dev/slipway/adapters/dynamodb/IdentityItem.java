package dev.slipway.adapters.dynamodb;

import dev.slipway.access.TokenHash;
import dev.slipway.identity.IdentityId;
import dev.slipway.identity.LinkedIdentity;
import dev.slipway.kernel.AccountId;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An identity in its two items: the one that it is found by, which makes it one account's only, and the one among
/// those that lead to its account. Both are there or neither, and the account counts them.
final class IdentityItem {

    private IdentityItem() {}

    /// Makes the identity this account's. Refused if it is somebody's.
    static <S extends Enum<S>> List<Write<S>> claim(S identity, S linked, AccountId account, LinkedIdentity claimed) {
        return List.of(Write.putNew(identity, found(account, claimed)), Write.putNew(linked, listed(account, claimed)));
    }

    private static Map<String, AttributeValue> found(AccountId account, LinkedIdentity claimed) {
        return Attributes.item(Keys.identity(claimed.hash()), "identity", 1)
                .text("account", account.value())
                .text("id", claimed.id().value())
                .text("issuer", claimed.issuer())
                .instant("linkedAt", claimed.linkedAt())
                .build();
    }

    private static Map<String, AttributeValue> listed(AccountId account, LinkedIdentity claimed) {
        return Attributes.item(Keys.linked(account, claimed.id()), "linked", 1)
                .text("hash", claimed.hash().value())
                .text("issuer", claimed.issuer())
                .instant("linkedAt", claimed.linkedAt())
                .build();
    }

    /// Counts one more. Goes with [#claim] where the account is there already.
    static <S extends Enum<S>> Write<S> count(S step, AccountId account) {
        return Write.update(
                step,
                Keys.account(account),
                "ADD identities :one",
                "attribute_exists(pk)",
                Map.of(),
                Map.of(":one", AttributeValue.fromN("1")));
    }

    /// Takes it out of those that lead to the account. Refused if it isn't among them.
    static <S extends Enum<S>> Write<S> unlist(S step, AccountId account, LinkedIdentity identity) {
        return Write.delete(step, Keys.linked(account, identity.id()), "attribute_exists(pk)", Map.of(), Map.of());
    }

    /// Lets it be found no longer. Goes with [#unlist].
    static <S extends Enum<S>> Write<S> release(S step, AccountId account, LinkedIdentity identity) {
        return Write.delete(
                step,
                Keys.identity(identity.hash()),
                "account = :account AND id = :id",
                Map.of(),
                Map.of(
                        ":account", AttributeValue.fromS(account.value()),
                        ":id", AttributeValue.fromS(identity.id().value())));
    }

    /// Counts one less. Refused if nothing else leads to the account: no other identity, and no address.
    static <S extends Enum<S>> Write<S> discount(S step, AccountId account) {
        return Write.update(
                step,
                Keys.account(account),
                "ADD identities :less",
                "attribute_exists(emails) OR identities > :one",
                Map.of(),
                Map.of(":less", AttributeValue.fromN("-1"), ":one", AttributeValue.fromN("1")));
    }

    static LinkedIdentity read(Map<String, AttributeValue> item) {
        return new LinkedIdentity(
                new IdentityId(Key.of(item).sort()),
                new TokenHash(Attributes.text(item, "hash")),
                Attributes.text(item, "issuer"),
                Attributes.instant(item, "linkedAt"));
    }
}
