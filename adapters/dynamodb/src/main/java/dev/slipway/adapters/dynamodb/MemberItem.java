package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Place;
import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.access.TeamId;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Authority;
import dev.slipway.org.Member;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
                .set("teams", member.teams().stream().map(TeamId::value).toList())
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
                readTeams(item),
                Attributes.findInstant(item, "seenAt"));
    }

    /// What decisions are made by, without the rest.
    static Place.Member readPlace(Map<String, AttributeValue> item) {
        return new Place.Member(readRole(item), Attributes.instant(item, "joinedAt"), readTeams(item));
    }

    private static Set<TeamId> readTeams(Map<String, AttributeValue> item) {
        return Attributes.findSet(item, "teams").stream().map(TeamId::new).collect(Collectors.toUnmodifiableSet());
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
    ///
    /// Where a team gives it, that the team still does is for the organization's item to say:
    /// [OrganizationItem#mustBeThere].
    static <S extends Enum<S>> Write<S> mustBe(S step, OrgSlug org, Authority authority) {
        return mustBe(step, org, authority, Set.of());
    }

    /// The same, and refuses as well unless they are still of these teams.
    static <S extends Enum<S>> Write<S> mustBe(S step, OrgSlug org, Authority authority, Set<TeamId> also) {
        var teams = new TreeSet<>(also.stream().map(TeamId::value).toList());
        switch (authority.basis()) {
            case Authority.Basis.ByRole _ -> {}
            // Nobody is added to this team, and nobody taken out of it.
            case Authority.Basis.ByTeam(var team, var _) when team.equals(TeamId.EVERYONE) -> {}
            case Authority.Basis.ByTeam(var team, var _) -> teams.add(team.value());
        }
        var condition = new StringBuilder("#role = :role");
        var values = new HashMap<String, AttributeValue>();
        values.put(":role", text(authority.role()));
        for (var team : teams) {
            var name = ":team" + values.size();
            condition.append(" AND contains(teams, ").append(name).append(')');
            values.put(name, AttributeValue.fromS(team));
        }
        return Write.check(step, Keys.member(org, authority.person().id()), condition.toString(), ROLE, values);
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

    /// Refused if the role or the teams are others by now, or the member gone.
    static <S extends Enum<S>> Write<S> remove(S step, Member member) {
        var teams = member.teams().stream().map(TeamId::value).toList();
        var values = new HashMap<String, AttributeValue>();
        values.put(":role", text(member.role()));
        if (!teams.isEmpty()) {
            values.put(":teams", AttributeValue.fromSs(teams));
        }
        return Write.delete(
                step,
                Keys.member(member.org(), member.person().id()),
                "#role = :role AND " + (teams.isEmpty() ? "attribute_not_exists(teams)" : "teams = :teams"),
                ROLE,
                values);
    }

    private static AttributeValue text(Role role) {
        return AttributeValue.fromS(role.name());
    }
}
