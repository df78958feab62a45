package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Means;
import dev.slipway.access.Role;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Trust;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// That an organization trusts an issuer, in its two items: among those of the organization, and among those of the
/// issuer. Both are there or neither; the first decides.
final class TrustItem {

    private static final Map<String, String> ROLE = Map.of("#role", "role");

    private TrustItem() {}

    /// Refused if there is one.
    static <S extends Enum<S>> List<Write<S>> add(S step, S reverse, Trust trust) {
        return List.of(Write.putNew(step, write(trust)), Write.putAlways(reverse, reverse(trust)));
    }

    /// Refused if it is another by now, or gone.
    static <S extends Enum<S>> Write<S> replace(S step, Trust trust, Trust before) {
        return Write.put(step, write(trust), "#role = :before", ROLE, role(before));
    }

    /// Refused if it is another by now, or gone.
    static <S extends Enum<S>> List<Write<S>> delete(S step, S reverse, Trust before) {
        return List.of(
                Write.delete(step, Keys.trust(before.org(), before.issuer()), "#role = :before", ROLE, role(before)),
                Write.deleteAlways(reverse, Keys.trusting(before.issuer(), before.org())));
    }

    /// Refuses unless it is there, and as it was read.
    static <S extends Enum<S>> Write<S> mustHold(S step, Trust trust) {
        return Write.check(step, Keys.trust(trust.org(), trust.issuer()), "#role = :before", ROLE, role(trust));
    }

    private static Map<String, AttributeValue> role(Trust trust) {
        return Map.of(":before", AttributeValue.fromS(trust.role().name()));
    }

    private static Map<String, AttributeValue> write(Trust trust) {
        return Attributes.item(Keys.trust(trust.org(), trust.issuer()), "trust", 1)
                .text("org", trust.org().value())
                .text("issuer", trust.issuer().value())
                .text("role", trust.role().name())
                .instant("since", trust.since())
                .build();
    }

    private static Map<String, AttributeValue> reverse(Trust trust) {
        return Attributes.item(Keys.trusting(trust.issuer(), trust.org()), "trusting", 1)
                .text("org", trust.org().value())
                .build();
    }

    static OrgSlug readOrg(Map<String, AttributeValue> item) {
        return new OrgSlug(Attributes.text(item, "org"));
    }

    static Trust read(Map<String, AttributeValue> item) {
        return new Trust(
                readOrg(item),
                new Means(Attributes.text(item, "issuer")),
                Role.valueOf(Attributes.text(item, "role")),
                Attributes.instant(item, "since"));
    }
}
