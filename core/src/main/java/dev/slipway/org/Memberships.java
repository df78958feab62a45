package dev.slipway.org;

import dev.slipway.audit.AuditEntry;

/// Organizations and their members in the table.
public interface Memberships {

    /// Founds the organization with its first owner, who takes the first seat.
    ///
    /// @return false if the slug, or a look-alike of it, is or ever was somebody's
    boolean found(Organization organization, Member owner, AuditEntry audit);

    /// Adds a member, and takes a seat for one whose role takes one.
    Joined join(Member member, AuditEntry audit);

    /// What became of it. The order is that in which a refusal is told: a present member of a full organization is
    /// a member, and not one seat too many.
    enum Joined {
        COMMITTED,
        ALREADY_MEMBER,
        NO_SEAT_LEFT
    }
}
