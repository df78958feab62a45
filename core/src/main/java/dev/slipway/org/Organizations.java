package dev.slipway.org;

import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Organizations in the table, as they are apart from their members.
public interface Organizations {

    /// Also one that was deleted.
    Optional<Organization> find(OrgSlug slug);

    /// The same with its seats, in one round trip.
    Optional<Seated> findSeated(OrgSlug slug);

    /// An organization, its seats, and its places in the Pool.
    record Seated(Organization organization, Seats seats, Seats pool) {}

    /// Its seats or places in the Pool, as they are counted: each is a member's, or that of an invitation which is
    /// open.
    Seats findSeats(OrgSlug slug, SeatKind kind);

    /// Sets how many there are.
    ///
    /// @return false if more than that are taken
    boolean provide(OrgSlug slug, SeatKind kind, long paid, AuditEntry audit);

    /// The first of these that is nobody's and looks like nobody's. Only founding makes sure.
    Optional<OrgSlug> findFree(List<OrgSlug> slugs);

    /// Puts a changed profile and changed settings in the place of what was read.
    ///
    /// @param next its revision is one more than that of what was read
    Changed change(Organization next, Authority by, AuditEntry audit);

    /// Lets it behave as if it weren't there.
    Changed delete(OrgSlug slug, Instant at, Authority by, AuditEntry audit);

    /// Takes the deletion back.
    ///
    /// @param deletedAt as it was read
    Changed restore(OrgSlug slug, Instant deletedAt, Authority by, AuditEntry audit);

    /// What became of it.
    enum Changed {
        COMMITTED,
        /// The organization or whoever does it is not as it was read: read again.
        MOVED_MEANWHILE
    }
}
