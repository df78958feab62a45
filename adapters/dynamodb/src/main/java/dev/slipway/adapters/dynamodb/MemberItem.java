package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Role;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Member;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A member of an organization.
final class MemberItem {

    private MemberItem() {}

    static Map<String, AttributeValue> write(Member member) {
        var account = member.person().id();
        return Attributes.item(Keys.member(member.org(), account), "member", 1)
                .text("org", member.org().value())
                .map("person", PrincipalForm.write(member.person()))
                .text("role", member.role().name())
                .instant("joinedAt", member.joinedAt())
                .text("listedUnder", Keys.membershipsOf(account))
                .text("listedAs", member.org().value())
                .build();
    }

    static Role readRole(Map<String, AttributeValue> item) {
        return Role.valueOf(Attributes.text(item, "role"));
    }

    static OrgSlug readOrg(Map<String, AttributeValue> item) {
        return new OrgSlug(Attributes.text(item, "org"));
    }
}
