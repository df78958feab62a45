package dev.slipway.audit.seal;

import dev.slipway.access.Actor;
import dev.slipway.audit.AuditAction.EventsArchived;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Origin;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/// Takes out of an organization's log what is older than it is kept there, and sealed: once all of it was found in its
/// file, as it was sealed. One entry for each run says what is gone and where it is.
///
/// The events go first, and then the entry comes. A run that dies between takes out once more what is out already.
final class ArchiveLog {

    private final Chains chains;
    private final SealStore store;
    private final Signer signer;
    private final Ids ids;

    ArchiveLog(Chains chains, SealStore store, Signer signer, Ids ids) {
        this.chains = chains;
        this.store = store;
        this.signer = signer;
        this.ids = ids;
    }

    /// @param before whatever is later stays
    /// @param goOn whether there is time for another seal
    /// @return how many events are gone
    long run(OrgSlug org, Instant before, Instant now, BooleanSupplier goOn) {
        var head = chains.find(org);
        return head.isEmpty() ? 0 : run(org, head.get(), before, now, goOn);
    }

    private long run(OrgSlug org, Head head, Instant before, Instant now, BooleanSupplier goOn) {
        var seals = new StoredSeals(store, signer.key());
        var first = head.archived() + 1;
        var from = Instant.EPOCH;
        var to = Instant.EPOCH;
        long events = 0;
        var next = first;
        for (; next <= head.number() && goOn.getAsBoolean(); next++) {
            var seal = seals.read(org, next);
            if (seal.to().isAfter(before)) {
                break;
            }
            var leaving = seals.events(org, next);
            chains.remove(org, leaving);
            from = next == first ? seal.from() : from;
            to = seal.to();
            events += leaving.size();
        }
        if (next == first) {
            return 0;
        }
        var entry = new AuditEntry(
                ids.next(now),
                new Book.OfOrganization(org),
                now,
                new Actor.Registry(),
                Origin.INSIDE,
                new EventsArchived(events, from, to, first, next - 1));
        return chains.archive(entry, org, head, next - 1) ? events : 0;
    }
}
