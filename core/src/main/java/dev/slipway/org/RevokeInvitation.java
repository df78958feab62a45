package dev.slipway.org;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditAction.InvitationRevoked;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.util.Optional;

/// Takes an invitation back: its link is dead, and its seat is free.
public final class RevokeInvitation {

    private final Invitations invitations;
    private final Standings standings;
    private final Ids ids;

    public RevokeInvitation(Invitations invitations, Standings standings, Ids ids) {
        this.invitations = invitations;
        this.standings = standings;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        record Revoked() implements Outcome {}

        /// It was accepted, declined or revoked before, or has run out.
        record Ended(Invitation.Fate fate) implements Outcome {}

        record NoSuchInvitation() implements Outcome {}

        /// Who may not give a role takes no offer of it back.
        record AboveOneself(Role role) implements Outcome {}

        /// It was resent each time that this was about to be done. Try again.
        record Busy() implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, InvitationId id) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.MANAGE_MEMBERS, visit.at())) {
            case Admission.Refused(var why) -> new Outcome.Refused(why);
            case Admission.Admitted(var by) -> Attempts.until(() -> attempt(visit, org, id, by), new Outcome.Busy());
        };
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, InvitationId id, Authority by) {
        var found = invitations.find(org, id);
        if (found.isEmpty()) {
            return Optional.of(new Outcome.NoSuchInvitation());
        }
        var invitation = found.get();
        if (!by.role().mayGive(invitation.role())) {
            return Optional.of(new Outcome.AboveOneself(invitation.role()));
        }
        if (!invitation.openAt(visit.at())) {
            return Optional.of(new Outcome.Ended(invitation.fateAt(visit.at())));
        }
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(org),
                by.person(),
                new InvitationRevoked(id.value(), invitation.addressee(), invitation.role()));
        return invitations.close(invitation.ended(Invitation.Fate.REVOKED, visit.at()), audit)
                ? Optional.of(new Outcome.Revoked())
                : Optional.empty();
    }
}
