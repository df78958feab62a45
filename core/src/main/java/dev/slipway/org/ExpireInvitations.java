package dev.slipway.org;

import dev.slipway.access.Actor;
import dev.slipway.audit.AuditAction.InvitationExpired;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Origin;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;

/// Closes the invitations of an organization that have run out, and gives their seats back.
///
/// No clock runs for it: it is done whenever somebody looks at the organization's invitations or lacks a seat. Until
/// then nobody is wronged, since a link that has run out opens nothing.
public final class ExpireInvitations {

    private final Invitations invitations;
    private final Ids ids;

    public ExpireInvitations(Invitations invitations, Ids ids) {
        this.invitations = invitations;
        this.ids = ids;
    }

    /// @return how many this call has closed
    public int run(OrgSlug org, Instant now) {
        return (int) invitations.listOpen(org).stream()
                .filter(invitation -> close(invitation, now))
                .count();
    }

    /// Closes this one, if it has run out.
    ///
    /// @return whether this call has closed it
    boolean close(Invitation invitation, Instant now) {
        if (invitation.ending().isPresent() || invitation.link().worksAt(now)) {
            return false;
        }
        var until = invitation.link().until();
        var audit = new AuditEntry(
                ids.next(now),
                new Book.OfOrganization(invitation.org()),
                now,
                new Actor.Registry(),
                Origin.INSIDE,
                new InvitationExpired(invitation.id().value(), invitation.addressee(), invitation.role(), until));
        return invitations.close(invitation.ended(Invitation.Fate.EXPIRED, until), audit);
    }
}
