package dev.slipway.adapters.dynamodb;

import dev.slipway.access.TeamId;
import dev.slipway.org.Member;
import dev.slipway.org.ServiceAccount;
import java.util.List;
import java.util.Map;
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

    /// Takes them all away again, with the member.
    static <S extends Enum<S>> List<Write<S>> deleteAll(S step, Member member) {
        return member.teams().stream()
                .map(team -> Write.deleteAlways(
                        step,
                        Keys.teamMember(member.org(), team, member.person().id().value())))
                .toList();
    }

    /// Takes a service account out of all of its teams, with the account.
    static <S extends Enum<S>> List<Write<S>> deleteAll(S step, ServiceAccount account) {
        return account.teams().stream()
                .map(team -> Write.deleteAlways(
                        step,
                        Keys.teamMember(account.org(), team, account.who().id().value())))
                .toList();
    }
}
