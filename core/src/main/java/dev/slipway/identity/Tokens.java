package dev.slipway.identity;

import dev.slipway.access.Credential;
import dev.slipway.access.Principal;
import dev.slipway.access.TokenHash;
import dev.slipway.access.TokenId;
import dev.slipway.audit.AuditEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The tokens in the table, each under the hash of its secret and among those of its holder. The sessions of browsers
/// are tokens too.
public interface Tokens {

    void issue(TokenHash hash, Credential credential, AuditEntry audit);

    Optional<Credential> find(TokenHash hash);

    /// One of the holder's, unless it was revoked.
    Optional<HeldToken> findHeld(Principal holder, TokenId id);

    /// The holder's, oldest first, without those that were revoked.
    ///
    /// @param after the id of the last one of the page before; empty for the first page
    /// @param most at most 100
    List<HeldToken> findHeld(Principal holder, String after, int most);

    /// Revokes it for every request from now on. Revoking twice keeps the first time.
    ///
    /// @return whether it was valid before
    boolean revoke(HeldToken token, Instant at, AuditEntry audit);
}
