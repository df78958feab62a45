package dev.slipway.org;

import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.OrgSlug;
import java.util.Optional;

/// How many seats organizations were given, in the table.
public interface Allotments {

    /// @param paid how many there are
    /// @param taken how many members and open invitations hold, billing managers not counted
    record Allotment(long paid, long taken) {}

    Optional<Allotment> find(OrgSlug org);

    /// Sets how many there are.
    ///
    /// @return false if more than that are taken
    boolean provide(OrgSlug org, long paid, AuditEntry audit);
}
