package dev.slipway.org;

import dev.slipway.access.Actor;
import dev.slipway.audit.AuditAction.PoolSeatsChanged;
import dev.slipway.audit.AuditAction.SeatsChanged;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Origin;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;

/// Sets how many seats, or places in the Pool, an organization has: from the configuration of a deployment without
/// billing, or from what was paid for.
///
/// It stands behind no route. Nobody asks whether the caller may: whoever calls it was paid, or runs the registry.
public final class SetSeats {

    private final Organizations organizations;
    private final ExpireInvitations expiry;
    private final Ids ids;

    public SetSeats(Organizations organizations, ExpireInvitations expiry, Ids ids) {
        this.organizations = organizations;
        this.expiry = expiry;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        record Set(long seats) implements Outcome {}

        /// Members and open invitations hold more.
        record FewerThanTaken(long taken) implements Outcome {}

        record NoSuchOrganization() implements Outcome {}
    }

    public Outcome run(OrgSlug org, SeatKind kind, long paid, Instant now) {
        if (paid < kind.fewest()) {
            throw new IllegalArgumentException("an organization has at least " + kind.fewest() + " of " + kind);
        }
        if (organizations.find(org).isEmpty()) {
            return new Outcome.NoSuchOrganization();
        }
        if (provided(org, kind, paid, now) || (expiry.run(org, now) > 0 && provided(org, kind, paid, now))) {
            return new Outcome.Set(paid);
        }
        return new Outcome.FewerThanTaken(organizations.findSeats(org, kind).taken());
    }

    private boolean provided(OrgSlug org, SeatKind kind, long paid, Instant now) {
        long before = organizations.findSeats(org, kind).paid();
        var action = switch (kind) {
            case SEAT -> new SeatsChanged(before, paid);
            case POOL_SEAT -> new PoolSeatsChanged(before, paid);
        };
        var audit = new AuditEntry(
                ids.next(now), new Book.OfOrganization(org), now, new Actor.Registry(), Origin.INSIDE, action);
        return organizations.provide(org, kind, paid, audit);
    }
}
