package dev.slipway.webhooks;

import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import dev.slipway.org.Authority;
import java.util.List;
import java.util.Optional;

/// Webhooks in the table.
public interface Endpoints {

    Optional<Endpoint> find(OrgSlug org, EndpointId id);

    /// By their ids, the oldest first.
    Page<Endpoint> list(OrgSlug org, Slice slice);

    /// Those that are told something: none of an organization that was deleted. Strongly consistent.
    List<Endpoint> listActive(OrgSlug org);

    /// The same of one, as the sender reads it; also one that is paused. Empty if its organization was deleted.
    Optional<Endpoint> findLive(OrgSlug org, EndpointId id);

    Created create(Endpoint endpoint, Authority by, AuditEntry audit);

    /// What became of it. The order is that in which a refusal is told.
    enum Created {
        COMMITTED,
        /// The organization or whoever does it is not as it was read: read again.
        MOVED_MEANWHILE,
        /// The organization has [Endpoint#MOST] already.
        TOO_MANY
    }

    /// Puts a changed one in the place of the one that was read. What the sender noted of the receiver stays, unless
    /// the change says that it is good.
    ///
    /// @param before as it was read
    /// @param audit an entry for each thing that was changed
    Changed change(Endpoint before, Endpoint next, Authority by, List<AuditEntry> audit);

    /// @param endpoint as it was read
    Changed delete(Endpoint endpoint, Authority by, AuditEntry audit);

    /// What became of it.
    enum Changed {
        COMMITTED,
        /// The organization, the endpoint or whoever does it is not as it was read: read again.
        MOVED_MEANWHILE
    }

    /// Notes how the receiver answered, or that somebody tries it now. That is no change of anything that the audit log
    /// tells of.
    ///
    /// @param seen as it was read
    /// @return whether its health was still as it was read, and it was active
    boolean noteHealth(Endpoint seen, Health next);

    /// By nobody's will: nothing reached it for days, or it said that it is gone.
    ///
    /// @param seen as it was read
    /// @return whether it was still as it was read: of those who pause it at once, one did
    boolean pauseAsFailed(Endpoint seen, AuditEntry audit);
}
