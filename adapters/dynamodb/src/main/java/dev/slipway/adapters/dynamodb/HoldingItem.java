package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Credential;
import dev.slipway.access.Token;
import dev.slipway.access.TokenHash;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A token among those of its holder: leads to the token, and is there until that is revoked or has been over for a
/// while.
final class HoldingItem {

    private HoldingItem() {}

    static Map<String, AttributeValue> write(TokenHash hash, Credential credential) {
        return Attributes.item(Keys.holding(credential.principal(), credential.id()), "holding", 1)
                .text("hash", hash.value())
                .text("kind", credential.kind().name())
                .forgetAt(credential.expiresAt().map(end -> end.plus(remembered(credential.kind()))))
                .build();
    }

    static TokenHash readHash(Map<String, AttributeValue> item) {
        return new TokenHash(Attributes.text(item, "hash"));
    }

    static Token.Kind readKind(Map<String, AttributeValue> item) {
        return Token.Kind.valueOf(Attributes.text(item, "kind"));
    }

    /// Whoever wonders why a token fails finds it among theirs, for a month. A browser that is signed out is no riddle.
    private static Duration remembered(Token.Kind kind) {
        return kind == Token.Kind.SESSION ? Duration.ZERO : Duration.ofDays(30);
    }
}
