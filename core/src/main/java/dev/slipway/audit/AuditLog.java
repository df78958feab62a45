package dev.slipway.audit;

import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;

/// The audit logs of organizations, to be read.
public interface AuditLog {

    /// A part of a log, in the order of the query. A part may be shorter than was asked for, and even empty, and go on
    /// all the same: of what no index answers only so much is looked through at once.
    Page<RecordedEvent> list(AuditQuery query, Slice slice);
}
