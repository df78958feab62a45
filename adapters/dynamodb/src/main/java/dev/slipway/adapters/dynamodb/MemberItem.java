package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Authority;
import dev.slipway.org.Member;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A member of an organization.
final class MemberItem {

    private static final Map<String, String> ROLE = Map.of("#role", "role");

    private MemberItem() {}

    static Map<String, AttributeValue> write(Member member) {
        var account = member.person().id();
        return Attributes.item(Keys.member(member.org(), account), "member", 1)
                .text("org", member.org().value())
                .map("person", PrincipalForm.write(member.person()))
                .text("role", member.role().name())
                .instant("joinedAt", member.joinedAt())
                .instant("seenAt", member.lastActive())
                .text("listedUnder", Keys.membershipsOf(account))
                .text("listedAs", member.org().value())
                .build();
    }

    static Member read(Map<String, AttributeValue> item) {
        if (!(PrincipalForm.read(Attributes.map(item, "person")) instanceof Principal.Person person)) {
            throw new IllegalStateException("a member that is no person");
        }
        return new Member(
                readOrg(item),
                person,
                readRole(item),
                Attributes.instant(item, "joinedAt"),
                Attributes.findInstant(item, "seenAt"));
    }

    static Role readRole(Map<String, AttributeValue> item) {
        return Role.valueOf(Attributes.text(item, "role"));
    }

    static OrgSlug readOrg(Map<String, AttributeValue> item) {
        return new OrgSlug(Attributes.text(item, "org"));
    }

    /// Whether it is worth noting that the member is active now.
    static boolean newlySeen(Map<String, AttributeValue> item, Instant now) {
        return Attributes.findInstant(item, "seenAt")
                .filter(seen -> now.isBefore(seen.plus(Member.ACTIVE_AGAIN)))
                .isEmpty();
    }

    /// Refuses unless somebody still is what they were when it was decided that they may.
    static <S extends Enum<S>> Write<S> mustBe(S step, OrgSlug org, Authority authority) {
        return mustBe(step, org, authority.person().id(), authority.role());
    }

    static <S extends Enum<S>> Write<S> mustBe(S step, OrgSlug org, AccountId account, Role role) {
        return Write.check(step, Keys.member(org, account), "#role = :role", ROLE, Map.of(":role", text(role)));
    }

    /// Refused if the role is another by now, or the member gone.
    static <S extends Enum<S>> Write<S> changeRole(S step, OrgSlug org, AccountId account, Role before, Role after) {
        return Write.update(
                step,
                Keys.member(org, account),
                "SET #role = :after",
                "#role = :before",
                ROLE,
                Map.of(":before", text(before), ":after", text(after)));
    }

    /// Refused if the role is another by now, or the member gone.
    static <S extends Enum<S>> Write<S> remove(S step, Member member) {
        return Write.delete(
                step,
                Keys.member(member.org(), member.person().id()),
                "#role = :role",
                ROLE,
                Map.of(":role", text(member.role())));
    }

    private static AttributeValue text(Role role) {
        return AttributeValue.fromS(role.name());
    }
}
