package dev.slipway.identity;

import dev.slipway.access.Credential;
import dev.slipway.access.TokenHash;
import dev.slipway.audit.AuditEntry;
import java.time.Instant;
import java.util.Optional;

/// The tokens in the table, each under the hash of its secret.
public interface Tokens {

    void issue(TokenHash hash, Credential credential, AuditEntry audit);

    Optional<Credential> find(TokenHash hash);

    /// Revokes it for every request from now on. Revoking twice keeps the first time.
    ///
    /// @return whether it was valid before
    boolean revoke(TokenHash hash, Instant at, AuditEntry audit);
}
