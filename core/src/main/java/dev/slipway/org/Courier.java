package dev.slipway.org;

import dev.slipway.access.TeamName;
import dev.slipway.access.Token;
import dev.slipway.audit.AuditAction.InvitationMailed;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.Posted;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/// Hands the mails of one request to the mail service, and notes what became of them.
///
/// A mail goes out after its link is stored: the other way round, a link could be opened that doesn't work yet, or
/// never will. So whoever is cut off in between leaves an invitation whose mail is [Invitation.Mail#UNSENT].
final class Courier {

    /// A mail service that fails so often in a row is down: the rest of a request isn't kept waiting for it.
    private static final int DOWN = 3;

    private final Invitations invitations;
    private final InvitationMails mails;
    private final Ids ids;
    private final Visit visit;
    private final Organization organization;
    private int failures;

    Courier(Invitations invitations, InvitationMails mails, Ids ids, Visit visit, Organization organization) {
        this.invitations = invitations;
        this.mails = mails;
        this.ids = ids;
        this.visit = visit;
        this.organization = organization;
    }

    /// @param token the secret of the invitation's current link, which nobody sees but whoever gets the mail
    /// @return the invitation, with what became of its mail
    Invitation deliver(Invitation invitation, Token token) {
        var posted = failures < DOWN ? mails.send(letter(invitation, token)) : new Posted.Failed("not tried any more");
        var mail = switch (posted) {
            case Posted.Accepted _ -> Invitation.Mail.SENT;
            case Posted.Failed _ -> Invitation.Mail.FAILED;
        };
        failures = mail == Invitation.Mail.SENT ? 0 : failures + 1;
        var delivered = invitation.with(mail);
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(invitation.org()),
                invitation.link().sentBy(),
                new InvitationMailed(
                        invitation.id().value(),
                        invitation.addressee(),
                        mail.name().toLowerCase(Locale.ROOT)));
        invitations.notePosted(delivered, posted, audit);
        return delivered;
    }

    /// The teams that come with it, for the log.
    static List<String> names(Organization organization, Invitation invitation) {
        return invitation.teamNamesIn(organization.policy().teams()).stream()
                .map(TeamName::value)
                .toList();
    }

    private InvitationMails.Letter letter(Invitation invitation, Token token) {
        return new InvitationMails.Letter(
                invitation.to(),
                invitation.org(),
                organization.displayName(),
                invitation.role(),
                invitation.teamNamesIn(organization.policy().teams()),
                invitation.pool(),
                invitation.link().sentBy().handle(),
                URI.create(visit.registry() + "/invitations/accept?token=" + token.secret()),
                invitation.link().until());
    }
}
