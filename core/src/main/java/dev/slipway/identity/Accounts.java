package dev.slipway.identity;

import dev.slipway.audit.AuditEntry;

/// The accounts in the table.
public interface Accounts {

    /// Opens an account, unless its handle, or a look-alike of it, is somebody's or an organization's.
    ///
    /// @return whether it was opened
    boolean open(Account account, AuditEntry audit);
}
