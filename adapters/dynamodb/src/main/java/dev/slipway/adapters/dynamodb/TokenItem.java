package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Credential;
import dev.slipway.access.Limits;
import dev.slipway.access.Means;
import dev.slipway.access.PackagePattern;
import dev.slipway.access.Principal;
import dev.slipway.access.Scope;
import dev.slipway.access.Sighting;
import dev.slipway.access.Token;
import dev.slipway.access.TokenHash;
import dev.slipway.access.TokenId;
import dev.slipway.kernel.Cidr;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A token's credential. Its secret is nowhere: the key is its hash.
final class TokenItem {

    private TokenItem() {}

    static Map<String, AttributeValue> write(TokenHash hash, Credential credential) {
        return Attributes.item(Keys.token(hash), "token", 1)
                .text("id", credential.id().value())
                .text("kind", credential.kind().name())
                .map("principal", PrincipalForm.write(credential.principal()))
                .text("name", credential.name())
                .list("scopes", credential.scopes().stream().map(Scope::name).toList())
                .list(
                        "networks",
                        credential.limits().networks().stream().map(Cidr::value).toList())
                .list(
                        "packages",
                        credential.limits().packages().stream()
                                .map(PackagePattern::value)
                                .toList())
                .text("prefix", credential.prefix())
                .text("means", credential.means().value())
                .instant("createdAt", credential.createdAt())
                .instant("expiresAt", credential.expiresAt())
                .instant("revokedAt", credential.revokedAt())
                .instant("seenAt", credential.lastSeen().map(Sighting::at))
                .text("seenFrom", credential.lastSeen().map(Sighting::address))
                .map("maker", credential.maker().map(PrincipalForm::write))
                // A browser forgets its cookie when the session ends; a token goes on saying that it has expired.
                .forgetAt(credential.expiresAt().filter(_ -> credential.kind() == Token.Kind.SESSION))
                .build();
    }

    static Credential read(Map<String, AttributeValue> item) {
        return new Credential(
                new TokenId(Attributes.text(item, "id")),
                Token.Kind.valueOf(Attributes.text(item, "kind")),
                PrincipalForm.read(Attributes.map(item, "principal")),
                Attributes.text(item, "name"),
                Attributes.list(item, "scopes").stream().map(Scope::valueOf).collect(Collectors.toUnmodifiableSet()),
                new Limits(
                        Attributes.list(item, "networks").stream()
                                .map(Cidr::new)
                                .collect(Collectors.toUnmodifiableSet()),
                        Attributes.list(item, "packages").stream()
                                .map(PackagePattern::new)
                                .collect(Collectors.toUnmodifiableSet())),
                Attributes.text(item, "prefix"),
                new Means(Attributes.text(item, "means")),
                Attributes.instant(item, "createdAt"),
                Attributes.findInstant(item, "expiresAt"),
                Attributes.findInstant(item, "revokedAt"),
                Attributes.findInstant(item, "seenAt").map(at -> new Sighting(at, Attributes.text(item, "seenFrom"))),
                readMaker(Attributes.findMap(item, "maker")));
    }

    /// Refused if it was revoked before: the first time stays.
    static <S extends Enum<S>> Write<S> revoke(S step, TokenHash hash, Instant at) {
        return Write.update(
                step,
                Keys.token(hash),
                "SET revokedAt = :at",
                "attribute_exists(pk) AND attribute_not_exists(revokedAt)",
                Map.of(),
                Map.of(":at", AttributeValue.fromS(at.toString())));
    }

    private static Optional<Principal.Person> readMaker(Map<String, String> form) {
        return form.isEmpty() ? Optional.empty() : Optional.of(PrincipalForm.readPerson(form));
    }
}
