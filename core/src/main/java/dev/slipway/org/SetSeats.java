package dev.slipway.org;

import dev.slipway.access.Actor;
import dev.slipway.audit.AuditAction.SeatsChanged;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Origin;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;

/// Sets how many seats an organization has: from the configuration of a deployment without billing, or from what was
/// paid for.
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

    public Outcome run(OrgSlug org, long paid, Instant now) {
        if (paid < 1) {
            throw new IllegalArgumentException("an organization has at least its owner's seat");
        }
        if (organizations.find(org).isEmpty()) {
            return new Outcome.NoSuchOrganization();
        }
        if (provided(org, paid, now) || (expiry.run(org, now) > 0 && provided(org, paid, now))) {
            return new Outcome.Set(paid);
        }
        return new Outcome.FewerThanTaken(organizations.findSeats(org).taken());
    }

    private boolean provided(OrgSlug org, long paid, Instant now) {
        var audit = new AuditEntry(
                ids.next(now),
                new Book.OfOrganization(org),
                now,
                new Actor.Registry(),
                Origin.INSIDE,
                new SeatsChanged(organizations.findSeats(org).paid(), paid));
        return organizations.provide(org, paid, audit);
    }
}
