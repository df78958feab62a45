package dev.slipway.org;

import dev.slipway.access.Credential;
import dev.slipway.access.TokenHash;
import dev.slipway.audit.AuditEntry;
import java.time.Instant;
import java.util.Optional;

/// Tokens of every kind in the table, for whoever found one.
public interface Leaks {

    Optional<Credential> find(TokenHash hash);

    /// Revokes it for every request from now on.
    ///
    /// @return whether it worked before; the first time stays
    boolean revoke(TokenHash hash, Credential credential, Instant at, AuditEntry audit);
}
