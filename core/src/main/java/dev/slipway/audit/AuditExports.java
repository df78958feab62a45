package dev.slipway.audit;

import dev.slipway.kernel.OrgSlug;
import java.util.Optional;

/// The exports of audit logs that were asked for.
public interface AuditExports {

    /// Notes a new one, and has its first turn called.
    void request(AuditExport export, AuditEntry audit);

    /// Strongly consistent.
    Optional<AuditExport> find(OrgSlug org, ExportId id);

    /// Notes how far it is, if nobody else has got further.
    ///
    /// It is no change of anything that an audit log tells of: that it was asked for is there.
    ///
    /// @param before as it was read or written last
    /// @param after if its turn is another one, that one is called
    /// @return false if somebody else has got further
    boolean advance(AuditExport before, AuditExport after);
}
