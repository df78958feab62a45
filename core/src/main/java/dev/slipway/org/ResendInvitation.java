package dev.slipway.org;

import dev.slipway.access.Permission;
import dev.slipway.access.RateLimits;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.Standings;
import dev.slipway.access.Teams;
import dev.slipway.access.Token;
import dev.slipway.audit.AuditAction.InvitationResent;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.time.Duration;

/// Mails an invitation again: with a new link for another 48 hours, in place of the one before, which is dead. Whoever
/// resends it stands behind it from then on.
public final class ResendInvitation {

    private final Invitations invitations;
    private final InvitationMails mails;
    private final RateLimits limits;
    private final Standings standings;
    private final Ids ids;

    public ResendInvitation(
            Invitations invitations, InvitationMails mails, RateLimits limits, Standings standings, Ids ids) {
        this.invitations = invitations;
        this.mails = mails;
        this.limits = limits;
        this.standings = standings;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// @param invitation as it is now, with what became of the mail
        /// @param there the organization's teams
        record Resent(Invitation invitation, Teams there) implements Outcome {}

        /// It was accepted, declined, revoked, or has run out.
        record Ended(Invitation.Fate fate) implements Outcome {}

        record NoSuchInvitation() implements Outcome {}

        /// Somebody resent it at the same moment.
        record ResentMeanwhile() implements Outcome {}

        /// Nobody stands behind a role above their own.
        record AboveOneself(Role role) implements Outcome {}

        /// It comes with teams, which only admins put their word behind.
        record TeamsByAdmins() implements Outcome {}

        /// So many mails went to the address, or out of the organization, that it has to wait.
        record TooManyMails(Duration retryAfter) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, InvitationId id) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.INVITE_MEMBERS, visit.at())) {
            case Admission.Refused(var why) -> new Outcome.Refused(why);
            case Admission.Admitted(var sender) -> {
                var organization = invitations.findOrganization(org);
                var found = invitations.find(org, id);
                if (organization.isEmpty() || found.isEmpty()) {
                    yield new Outcome.NoSuchInvitation();
                }
                if (!sender.role().mayGive(found.get().role())) {
                    yield new Outcome.AboveOneself(found.get().role());
                }
                if (!found.get().teams().isEmpty() && !(sender.basis() instanceof Authority.Basis.ByRole)) {
                    yield new Outcome.TeamsByAdmins();
                }
                if (!found.get().openAt(visit.at())) {
                    yield new Outcome.Ended(found.get().fateAt(visit.at()));
                }
                yield resend(visit, organization.get(), found.get(), sender);
            }
        };
    }

    private Outcome resend(Visit visit, Organization organization, Invitation before, Authority sender) {
        if (InvitationRound.mayMail(limits, before.to(), visit.at())
                instanceof RateLimits.Answer.TooFast(var retryAfter)) {
            return new Outcome.TooManyMails(retryAfter);
        }
        if (limits.spend(InviteMembers.MAILS, organization.slug().value(), visit.at())
                instanceof RateLimits.Answer.TooFast(var retryAfter)) {
            return new Outcome.TooManyMails(retryAfter);
        }
        var token = Token.draw(Token.Kind.INVITATION);
        var renewed = before.renewed(Invitation.Link.from(visit.at(), token.hash(), sender));
        if (!invitations.renew(renewed, before.link().hash(), entry(visit, ids, before, renewed))) {
            return invitations
                    .find(organization.slug(), before.id())
                    .filter(now -> !now.openAt(visit.at()))
                    .<Outcome>map(now -> new Outcome.Ended(now.fateAt(visit.at())))
                    .orElseGet(Outcome.ResentMeanwhile::new);
        }
        return new Outcome.Resent(
                new Courier(invitations, mails, ids, visit, organization).deliver(renewed, token),
                organization.policy().teams());
    }

    static AuditEntry entry(Visit visit, Ids ids, Invitation before, Invitation renewed) {
        return visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(renewed.org()),
                renewed.link().sentBy(),
                new InvitationResent(
                        renewed.id().value(),
                        renewed.addressee(),
                        renewed.role(),
                        before.link().until(),
                        renewed.link().until()));
    }
}
