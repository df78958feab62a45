package dev.slipway.audit;

import dev.slipway.access.TokenId;

/// Who was refused at the door, for the audit logs.
public interface Refusals {

    /// Notes it, unless this token was refused so from the same network within this hour: a pipeline that knocks all
    /// day from the wrong network is one line an hour and not a thousand.
    ///
    /// @param refused in whose log it stands, and what for
    void note(AuditEntry refused, TokenId token);
}
