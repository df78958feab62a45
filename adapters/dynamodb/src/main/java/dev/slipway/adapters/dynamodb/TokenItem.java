package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Credential;
import dev.slipway.access.Scope;
import dev.slipway.access.TokenHash;
import dev.slipway.access.TokenId;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A token's credential. Its secret is nowhere: the key is its hash.
final class TokenItem {

    private TokenItem() {}

    static Map<String, AttributeValue> write(TokenHash hash, Credential credential) {
        return Attributes.item(Keys.token(hash), "token", 1)
                .text("id", credential.id().value())
                .map("principal", PrincipalForm.write(credential.principal()))
                .text("name", credential.name())
                .list("scopes", credential.scopes().stream().map(Scope::name).toList())
                .text("prefix", credential.prefix())
                .instant("createdAt", credential.createdAt())
                .instant("expiresAt", credential.expiresAt())
                .instant("revokedAt", credential.revokedAt())
                .build();
    }

    static Credential read(Map<String, AttributeValue> item) {
        return new Credential(
                new TokenId(Attributes.text(item, "id")),
                PrincipalForm.read(Attributes.map(item, "principal")),
                Attributes.text(item, "name"),
                Attributes.list(item, "scopes").stream().map(Scope::valueOf).collect(Collectors.toUnmodifiableSet()),
                Attributes.text(item, "prefix"),
                Attributes.instant(item, "createdAt"),
                Attributes.findInstant(item, "expiresAt"),
                Attributes.findInstant(item, "revokedAt"));
    }
}
