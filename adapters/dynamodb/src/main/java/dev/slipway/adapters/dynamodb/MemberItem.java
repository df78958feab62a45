package dev.slipway.adapters.dynamodb;

import dev.slipway.access.Place;
import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.access.Sighting;
import dev.slipway.access.TeamId;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Authority;
import dev.slipway.org.Invitation;
import dev.slipway.org.Member;
import dev.slipway.org.Seen;
import dev.slipway.org.Steward;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /// When and from where the member was seen last. From where is kept for this alone, and so may be missing.
    static Optional<Seen> readSeen(Map<String, AttributeValue> item) {
        var from = Attributes.findText(item, "seenFrom");
        return Attributes.findInstant(item, "seenAt")
                .flatMap(at -> from.map(address -> new Seen(read(item).person(), new Sighting(at, address))));
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

    /// Refuses unless whoever sent an invitation's link still may invite by what they did it by, and may give the role.
    /// That their team still carries it is for [OrganizationItem#mustStand] to say.
    static <S extends Enum<S>> Write<S> mayStillInvite(S step, Invitation invitation) {
        var link = invitation.link();
        var values = new HashMap<String, AttributeValue>();
        var condition = switch (link.basis()) {
            case Authority.Basis.ByRole _ ->
                oneOf(values, role -> role.atLeast(Role.ADMIN) && role.mayGive(invitation.role()));
            case Authority.Basis.ByTeam(var team, var _) -> {
                // Whoever has no seat has nothing by a team.
                var givers = oneOf(values, role -> role.takesSeat() && role.mayGive(invitation.role()));
                if (team.equals(TeamId.EVERYONE)) {
                    yield givers;
                }
                values.put(":team", AttributeValue.fromS(team.value()));
                yield givers + " AND contains(teams, :team)";
            }
        };
        return Write.check(step, Keys.member(invitation.org(), link.sentBy().id()), condition, ROLE, values);
    }

    private static String oneOf(Map<String, AttributeValue> values, Predicate<Role> fit) {
        var roles = Stream.of(Role.values()).filter(fit).toList();
        roles.forEach(role -> values.put(":" + role, text(role)));
        return "#role IN (" + roles.stream().map(role -> ":" + role).collect(Collectors.joining(", ")) + ")";
    }

    /// Refuses unless whoever changes teams still is what they were when it was decided that they may; and, if it isn't
    /// by their role, of the same teams.
    static <S extends Enum<S>> Write<S> mustBe(S step, OrgSlug org, Steward steward) {
        var authority = steward.authority();
        var account = authority.person().id();
        if (steward.byRole()) {
            return mustBe(step, org, account, authority.role());
        }
        var values = new HashMap<String, AttributeValue>();
        values.put(":role", text(authority.role()));
        return Write.check(
                step,
                Keys.member(org, account),
                "#role = :role AND " + TeamMemberItem.stillOf(steward.place().teams(), values),
                ROLE,
                values);
    }

    /// Refused if the role, the teams or the membership are others by now.
    static <S extends Enum<S>> Write<S> regroup(S step, Member member, Set<TeamId> after) {
        var values = new HashMap<String, AttributeValue>();
        values.put(":role", text(member.role()));
        values.put(":since", AttributeValue.fromS(member.joinedAt().toString()));
        var condition = "#role = :role AND joinedAt = :since AND " + TeamMemberItem.stillOf(member.teams(), values);
        return Write.update(
                step,
                Keys.member(member.org(), member.person().id()),
                TeamMemberItem.setTeams(after, values),
                condition,
                ROLE,
                values);
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
        var values = new HashMap<String, AttributeValue>();
        values.put(":role", text(member.role()));
        return Write.delete(
                step,
                Keys.member(member.org(), member.person().id()),
                "#role = :role AND " + TeamMemberItem.stillOf(member.teams(), values),
                ROLE,
                values);
    }

    private static AttributeValue text(Role role) {
        return AttributeValue.fromS(role.name());
    }
}
