package dev.slipway.identity;

import dev.slipway.access.Caller;
import dev.slipway.access.Credential;
import dev.slipway.access.OrgPolicy;
import dev.slipway.access.Presented;
import dev.slipway.access.TokenHash;
import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.Optional;

/// The tokens in the table, each under the hash of its secret.
public interface Tokens {

    /// @param caller with the role in the organization that was asked for
    /// @param policy of that organization, if there is one
    record Situation(Caller caller, Optional<OrgPolicy> policy) {}

    /// Who asks, as seen from an organization whose tokens they want to manage.
    Situation situation(Presented presented, OrgSlug org);

    void issue(TokenHash hash, Credential credential, AuditEntry audit);

    Optional<Credential> find(TokenHash hash);

    /// Revokes it for every request from now on. Revoking twice keeps the first time.
    ///
    /// @return whether it was valid before
    boolean revoke(TokenHash hash, Instant at, AuditEntry audit);
}
