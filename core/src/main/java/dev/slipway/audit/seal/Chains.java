package dev.slipway.audit.seal;

import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import java.util.Collection;
import java.util.Optional;

/// Where the chain of each organization ends. There is one for each place that seals are kept in: whoever begins with
/// another bucket begins new chains.
public interface Chains {

    /// An event that leaves the log.
    ///
    /// @param install whether it is one of those that stand apart
    record Leaving(String id, boolean install) {}

    /// All organizations that were ever founded, also deleted ones.
    Page<OrgSlug> organizations(Slice slice);

    Optional<Head> find(OrgSlug org);

    /// Moves the end on, if it is still where it was.
    ///
    /// @param before empty if there was no chain
    /// @return whether it was
    boolean move(OrgSlug org, Optional<Head> before, Head after);

    /// Notes that the hour before the end was read once more. If the end was moved meanwhile, nothing happens.
    void settle(OrgSlug org, Head head);

    /// Takes events out of the log. Those that are out already stay so.
    void remove(OrgSlug org, Collection<Leaving> events);

    /// Notes that the events of all seals up to this one have left the log, together with the entry that tells of it.
    ///
    /// @return whether nobody else had done so
    boolean archive(AuditEntry entry, OrgSlug org, Head head, long upTo);
}
