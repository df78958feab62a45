package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Credential;
import dev.slipway.access.Principal;
import dev.slipway.access.ServiceAccountId;
import dev.slipway.access.Token;
import dev.slipway.access.TokenHash;
import dev.slipway.kernel.AccountId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A token among those of its holder: leads to the token, and is there until that is revoked or has been over for a
/// while.
final class HoldingItem {

    private HoldingItem() {}

    static Map<String, AttributeValue> write(TokenHash hash, Credential credential) {
        return Attributes.item(Keys.holding(credential.principal(), credential.id()), "holding", 1)
                .text("hash", hash.value())
                .text("kind", credential.kind().name())
                .text("maker", credential.maker().map(person -> person.id().value()))
                .text("serviceAccount", serviceAccount(credential).map(ServiceAccountId::value))
                .forgetAt(credential.expiresAt().map(end -> end.plus(remembered(credential.kind()))))
                .build();
    }

    static TokenHash readHash(Map<String, AttributeValue> item) {
        return new TokenHash(Attributes.text(item, "hash"));
    }

    static Token.Kind readKind(Map<String, AttributeValue> item) {
        return Token.Kind.valueOf(Attributes.text(item, "kind"));
    }

    /// Whether somebody made it for an organization.
    static boolean isMadeBy(AccountId maker, Map<String, AttributeValue> item) {
        return Attributes.findText(item, "maker").filter(maker.value()::equals).isPresent();
    }

    static Optional<ServiceAccountId> readServiceAccount(Map<String, AttributeValue> item) {
        return Attributes.findText(item, "serviceAccount").map(ServiceAccountId::new);
    }

    private static Optional<ServiceAccountId> serviceAccount(Credential credential) {
        return credential.principal() instanceof Principal.Machine machine
                ? machine.account().map(Principal.ServiceAccount::id)
                : Optional.empty();
    }

    /// Whoever wonders why a token fails finds it among theirs, for a month. A browser that is signed out is no riddle.
    private static Duration remembered(Token.Kind kind) {
        return kind == Token.Kind.SESSION ? Duration.ZERO : Duration.ofDays(30);
    }
}
