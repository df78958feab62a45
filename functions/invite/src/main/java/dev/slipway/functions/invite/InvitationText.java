package dev.slipway.functions.invite;

import dev.slipway.access.TeamName;
import dev.slipway.access.Teams;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.org.Invitation;
import dev.slipway.org.Invitation.Ending;
import dev.slipway.org.InviteMembers;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Invitations as our own API has them.
final class InvitationText {

    private InvitationText() {}

    /// @param there the organization's teams
    static void write(JsonText json, Invitation invitation, Teams there) {
        json.text("id", invitation.id().value())
                .text(
                        "email",
                        invitation.invitee().isEmpty()
                                ? Optional.of(invitation.to().value())
                                : Optional.empty())
                .text(
                        "handle",
                        invitation.invitee().map(person -> person.handle().value()))
                .text("role", invitation.role().wireName())
                .texts("teams", values(invitation.teamNamesIn(there)))
                .flag("pool", invitation.pool())
                .text(
                        "state",
                        invitation
                                .ending()
                                .map(Ending::fate)
                                .map(InvitationText::lower)
                                .orElse("pending"))
                .text("mail", lower(invitation.mail()))
                .text("invitedBy", invitation.invitedBy().handle().value())
                .text("sentBy", invitation.link().sentBy().handle().value())
                .instant("createdAt", invitation.createdAt())
                .instant("expiresAt", invitation.link().until())
                .instant("endedAt", invitation.ending().map(Ending::at));
    }

    /// @param wish what was asked for
    static void writeResult(JsonText json, InviteMembers.Result result, InviteMembers.Wish wish) {
        json.text("email", result.address()).text("result", lower(result.what()));
        result.offer()
                .ifPresent(offer -> json.text("id", offer.id().value())
                        .instant("expiresAt", offer.until())
                        .text("mail", lower(offer.mail()))
                        .texts("teams", values(wish.teams()))
                        .flag("pool", wish.pool()));
    }

    private static List<String> values(Collection<TeamName> names) {
        return names.stream().map(TeamName::value).sorted().toList();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
