package dev.slipway.org;

import dev.slipway.access.TokenHash;
import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import java.util.Optional;

/// Transfers of ownership in the table. An organization has at most one that is pending.
public interface Transfers {

    /// @param sender as they were read: an owner
    /// @param recipient as they were read: a member, and no owner
    Started start(Transfer transfer, Authority sender, Member recipient, AuditEntry audit);

    /// What became of it.
    enum Started {
        COMMITTED,
        /// The organization, the sender or the recipient is not as it was read: read again.
        MOVED_MEANWHILE,
        ANOTHER_PENDING
    }

    Optional<Transfer> find(OrgSlug org, TransferId id);

    /// The one that waits for an answer, or has run out since nobody gave one.
    Optional<Transfer> findPending(OrgSlug org);

    /// The one that a link leads to, whatever became of it.
    Optional<Transfer> findByLink(TokenHash link);

    /// All of an organization, the oldest first.
    Page<Transfer> list(OrgSlug org, Slice slice);

    /// Makes the recipient owner and the sender admin.
    ///
    /// @param transfer as it was read: pending
    /// @param recipient as they were read
    Accepted accept(Transfer transfer, Member recipient, AuditEntry audit);

    /// What became of it. The order is that in which a refusal is told.
    enum Accepted {
        COMMITTED,
        /// It was answered or revoked, or the organization was deleted.
        GONE,
        SENDER_IS_NO_OWNER,
        /// The recipient is not as they were read: read again.
        MOVED_MEANWHILE,
        /// The recipient had a role that takes no seat, and there is none for them.
        NO_SEAT_LEFT
    }

    /// @return whether it was pending
    boolean decline(Transfer transfer, AuditEntry audit);

    /// @param by who revokes it: an owner
    Revoked revoke(Transfer transfer, Authority by, AuditEntry audit);

    /// What became of it.
    enum Revoked {
        COMMITTED,
        /// The organization or whoever revokes is not as it was read: read again.
        MOVED_MEANWHILE,
        /// It is not pending any more.
        SETTLED
    }
}
