package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Credential;
import dev.slipway.access.Token;
import dev.slipway.access.TokenHash;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A token among those of its holder: leads to the token, and is there for as long as it isn't revoked.
final class HoldingItem {

    private HoldingItem() {}

    static Map<String, AttributeValue> write(TokenHash hash, Credential credential) {
        return Attributes.item(Keys.holding(credential.principal(), credential.id()), "holding", 1)
                .text("hash", hash.value())
                .text("kind", credential.kind().name())
                .forgetAt(credential.expiresAt().filter(_ -> credential.kind() == Token.Kind.SESSION))
                .build();
    }

    static TokenHash readHash(Map<String, AttributeValue> item) {
        return new TokenHash(Attributes.text(item, "hash"));
    }
}
