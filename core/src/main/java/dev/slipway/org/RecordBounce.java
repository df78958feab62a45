package dev.slipway.org;

import dev.slipway.access.Actor;
import dev.slipway.audit.AuditAction.InvitationMailed;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Origin;
import dev.slipway.kernel.Ids;
import java.time.Instant;
import java.util.Locale;

/// Notes on an invitation what the mail service told of its mail afterwards: that it bounced, or that whoever got it
/// called it spam. The invitation stays open: resending it is up to those who invited.
public final class RecordBounce {

    private final Invitations invitations;
    private final Ids ids;

    public RecordBounce(Invitations invitations, Ids ids) {
        this.invitations = invitations;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        record Noted(Invitation invitation) implements Outcome {}

        /// The mail was no invitation, or its link was replaced, or the invitation has ended.
        record NothingToNote() implements Outcome {}
    }

    /// What the mail service told.
    ///
    /// @param messageId what it calls the mail
    /// @param mail what has become of it
    public record Notice(String messageId, Invitation.Mail mail) {}

    public Outcome run(Notice notice, Instant now) {
        // Whoever complains has got it: a bounce that is told late doesn't take that back.
        var found = invitations
                .findByMessage(notice.messageId())
                .filter(invitation -> invitation.mail() != Invitation.Mail.COMPLAINED)
                .filter(invitation -> invitation.mail() != notice.mail());
        if (found.isEmpty()) {
            return new Outcome.NothingToNote();
        }
        var invitation = found.get().with(notice.mail());
        var audit = new AuditEntry(
                ids.next(now),
                new Book.OfOrganization(invitation.org()),
                now,
                new Actor.Registry(),
                Origin.INSIDE,
                new InvitationMailed(
                        invitation.id().value(),
                        invitation.addressee(),
                        notice.mail().name().toLowerCase(Locale.ROOT)));
        return invitations.noteReturned(invitation, audit)
                ? new Outcome.Noted(invitation)
                : new Outcome.NothingToNote();
    }
}
