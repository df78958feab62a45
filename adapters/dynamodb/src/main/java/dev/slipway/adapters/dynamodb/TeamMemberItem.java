package dev.slipway.adapters.dynamodb;

import dev.slipway.access.ServiceAccountId;
import dev.slipway.access.TeamId;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Member;
import dev.slipway.org.Teammate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Somebody among those of a team, for whoever asks who they are. It is written together with the set of teams on the
/// member's item, which alone decides.
final class TeamMemberItem {

    private TeamMemberItem() {}

    static Map<String, AttributeValue> write(Member member, TeamId team) {
        return Attributes.item(
                        Keys.teamMember(member.org(), team, member.person().id().value()), "team-member", 1)
                .map("principal", PrincipalForm.write(member.person()))
                .build();
    }

    /// Those of all teams that a member is of: for whoever joins with some.
    static <S extends Enum<S>> List<Write<S>> putAll(S step, Member member) {
        return member.teams().stream()
                .map(team -> Write.putAlways(step, write(member, team)))
                .toList();
    }

    /// Takes them all away again, with whom they lead to.
    static <S extends Enum<S>> List<Write<S>> deleteAll(S step, Teammate mate) {
        return mate.teams().stream()
                .map(team -> Write.deleteAlways(step, key(mate, team)))
                .toList();
    }

    static Map<String, AttributeValue> write(Teammate mate, TeamId team) {
        return switch (mate) {
            case Teammate.Person(var member) -> write(member, team);
            case Teammate.Machine(var account) ->
                Attributes.item(key(mate, team), "team-member", 1)
                        .map("principal", PrincipalForm.write(account.who()))
                        .build();
        };
    }

    static Key key(Teammate mate, TeamId team) {
        return switch (mate) {
            case Teammate.Person(var member) ->
                Keys.teamMember(member.org(), team, member.person().id().value());
            case Teammate.Machine(var account) ->
                Keys.teamMember(account.org(), team, account.who().id().value());
        };
    }

    /// The item of whom this leads to.
    static Key memberOf(OrgSlug org, Map<String, AttributeValue> item) {
        var principal = Attributes.map(item, "principal");
        var id = Attributes.text(item, "sk");
        return principal.containsKey("account")
                ? Keys.member(org, new AccountId(id))
                : Keys.serviceAccount(org, new ServiceAccountId(id));
    }

    /// The condition that somebody is of these teams and no others.
    static String stillOf(Set<TeamId> teams, Map<String, AttributeValue> values) {
        if (teams.isEmpty()) {
            return "attribute_not_exists(teams)";
        }
        values.put(":teams", set(teams));
        return "teams = :teams";
    }

    /// The expression that makes somebody be of these teams and no others.
    static String setTeams(Set<TeamId> teams, Map<String, AttributeValue> values) {
        if (teams.isEmpty()) {
            return "REMOVE teams";
        }
        values.put(":after", set(teams));
        return "SET teams = :after";
    }

    private static AttributeValue set(Set<TeamId> teams) {
        return AttributeValue.fromSs(teams.stream().map(TeamId::value).sorted().toList());
    }
}
