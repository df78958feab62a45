package dev.slipway.functions.invite;

import dev.slipway.access.Permission;
import dev.slipway.access.Role;
import dev.slipway.access.TeamId;
import dev.slipway.access.TeamName;
import dev.slipway.access.Teams;
import dev.slipway.adapters.lambda.Paging;
import dev.slipway.adapters.web.Chrome;
import dev.slipway.adapters.web.InvitationsPage;
import dev.slipway.adapters.web.OrganizationHead;
import dev.slipway.adapters.web.Seats;
import dev.slipway.kernel.Page;
import dev.slipway.org.Invitation;
import dev.slipway.org.InviteMembers;
import dev.slipway.org.Organization;
import dev.slipway.org.ShowOrganization;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The page of an organization's invitations, from what was read.
final class InvitationsShown {

    private InvitationsShown() {}

    static InvitationsPage page(
            Chrome frame,
            ShowOrganization.Outcome.Shown found,
            OrganizationHead head,
            InvitationsConsole.View view,
            Page<Invitation> open,
            Page<Invitation> past,
            Paging paging,
            boolean poolSold) {
        var organization = found.organization();
        var role = found.role().orElseThrow();
        var there = organization.policy().teams();
        var company = organization.kind() == Organization.Kind.COMPANY;
        return new InvitationsPage(
                frame,
                head,
                company
                        ? Optional.of(new Seats(
                                Math.toIntExact(found.seats().taken()),
                                Math.toIntExact(found.seats().paid())))
                        : Optional.empty(),
                company && (poolSold || found.pool().paid() > 0)
                        ? Optional.of(new Seats(
                                Math.toIntExact(found.pool().taken()),
                                Math.toIntExact(found.pool().paid())))
                        : Optional.empty(),
                company && found.may().contains(Permission.INVITE_MEMBERS)
                        ? Optional.of(new InvitationsPage.Draft(
                                view.typed(),
                                view.role(),
                                mayGive(role),
                                teams(role, there, view.teams()),
                                view.pool()))
                        : Optional.empty(),
                view.results().stream().map(InvitationsShown::result).toList(),
                open.items().stream().map(invitation -> open(invitation, there)).toList(),
                past.items().stream().map(invitation -> past(invitation, there)).toList(),
                paging.next(past));
    }

    /// What wasn't sent stays in the form, to be corrected.
    static String rest(List<InviteMembers.Result> results) {
        return String.join(
                "\n",
                results.stream()
                        .filter(result -> switch (result.what()) {
                            case MALFORMED, NO_SEAT_LEFT, POOL_FULL, TOO_MANY_MAILS -> true;
                            case INVITED, ALREADY_INVITED, ALREADY_MEMBER, OWN_ADDRESS, DUPLICATE -> false;
                        })
                        .map(InviteMembers.Result::address)
                        .toList());
    }

    private static List<Role> mayGive(Role own) {
        return Stream.of(Role.MEMBER, Role.MAINTAINER, Role.ADMIN, Role.OWNER, Role.BILLING)
                .filter(own::mayGive)
                .toList();
    }

    /// Those that an invitation may name: admins alone name any.
    private static List<InvitationsPage.Team> teams(Role own, Teams there, Set<TeamName> ticked) {
        return own.atLeast(Role.ADMIN)
                ? there.all().entrySet().stream()
                        .filter(team -> !team.getKey().equals(TeamId.EVERYONE))
                        .map(team -> team.getValue().name())
                        .sorted(Comparator.comparing(TeamName::value))
                        .map(name -> new InvitationsPage.Team(name, ticked.contains(name)))
                        .toList()
                : List.of();
    }

    private static InvitationsPage.Result result(InviteMembers.Result result) {
        return new InvitationsPage.Result(
                result.address(), result.what() == InviteMembers.What.INVITED, InviteProblems.sentence(result));
    }

    private static InvitationsPage.Open open(Invitation invitation, Teams there) {
        return new InvitationsPage.Open(
                invitation.id().value(),
                invitation.addressee(),
                invitation.role(),
                invitation.teamNamesIn(there),
                invitation.pool(),
                invitation.link().sentBy().handle(),
                invitation.link().until().minus(Invitation.LIFE),
                invitation.link().until(),
                mail(invitation.mail()));
    }

    /// For whoever waits for it, a mail that nobody tried to send has failed.
    private static InvitationsPage.Mail mail(Invitation.Mail mail) {
        return switch (mail) {
            case SENT -> InvitationsPage.Mail.SENT;
            case UNSENT, FAILED -> InvitationsPage.Mail.FAILED;
            case BOUNCED -> InvitationsPage.Mail.BOUNCED;
            case COMPLAINED -> InvitationsPage.Mail.COMPLAINED;
        };
    }

    private static InvitationsPage.Past past(Invitation invitation, Teams there) {
        var ending = invitation.ending().orElseThrow();
        return new InvitationsPage.Past(
                invitation.addressee(),
                invitation.role(),
                invitation.teamNamesIn(there),
                invitation.pool(),
                invitation.invitedBy().handle(),
                switch (ending.fate()) {
                    case ACCEPTED -> InvitationsPage.Fate.ACCEPTED;
                    case DECLINED -> InvitationsPage.Fate.DECLINED;
                    case REVOKED -> InvitationsPage.Fate.REVOKED;
                    case EXPIRED -> InvitationsPage.Fate.EXPIRED;
                },
                ending.at());
    }
}
