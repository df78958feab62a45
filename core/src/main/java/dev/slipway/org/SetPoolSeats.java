package dev.slipway.org;

import dev.slipway.access.Actor;
import dev.slipway.audit.AuditAction.PoolSeatsChanged;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Origin;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;

/// Sets how many places in the Pool an organization has: from the configuration of a deployment without billing, or
/// from what was paid for.
///
/// It stands behind no route, as [SetSeats] doesn't.
public final class SetPoolSeats {

    private final Organizations organizations;
    private final ExpireInvitations expiry;
    private final Ids ids;

    public SetPoolSeats(Organizations organizations, ExpireInvitations expiry, Ids ids) {
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

    /// @param paid none for an organization without the Pool
    public Outcome run(OrgSlug org, long paid, Instant now) {
        if (paid < 0) {
            throw new IllegalArgumentException("fewer than no place in the Pool");
        }
        if (organizations.find(org).isEmpty()) {
            return new Outcome.NoSuchOrganization();
        }
        if (provided(org, paid, now) || (expiry.run(org, now) > 0 && provided(org, paid, now))) {
            return new Outcome.Set(paid);
        }
        return new Outcome.FewerThanTaken(organizations.findPoolSeats(org).taken());
    }

    private boolean provided(OrgSlug org, long paid, Instant now) {
        var audit = new AuditEntry(
                ids.next(now),
                new Book.OfOrganization(org),
                now,
                new Actor.Registry(),
                Origin.INSIDE,
                new PoolSeatsChanged(organizations.findPoolSeats(org).paid(), paid));
        return organizations.providePool(org, paid, audit);
    }
}
