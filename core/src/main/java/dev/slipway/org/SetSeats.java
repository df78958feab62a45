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

    private final Allotments allotments;
    private final ExpireInvitations expiry;
    private final Ids ids;

    public SetSeats(Allotments allotments, ExpireInvitations expiry, Ids ids) {
        this.allotments = allotments;
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
        // Twice: what has run out holds its seat until somebody looks.
        for (int round = 0; ; round++) {
            var before = allotments.find(org);
            if (before.isEmpty()) {
                return new Outcome.NoSuchOrganization();
            }
            var audit = new AuditEntry(
                    ids.next(now),
                    new Book.OfOrganization(org),
                    now,
                    new Actor.Registry(),
                    Origin.INSIDE,
                    new SeatsChanged(before.get().paid(), paid));
            if (allotments.provide(org, paid, audit)) {
                return new Outcome.Set(paid);
            }
            if (round > 0 || expiry.run(org, now) == 0) {
                return new Outcome.FewerThanTaken(
                        allotments.find(org).orElse(before.get()).taken());
            }
        }
    }
}
