package dev.slipway.identity;

import dev.slipway.access.Credential;
import dev.slipway.access.Principal;
import dev.slipway.access.Token;
import dev.slipway.access.TokenHash;
import dev.slipway.access.TokenId;
import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import java.time.Instant;
import java.util.Optional;

/// The tokens in the table, each under the hash of its secret and among those of its holder. The sessions of browsers
/// are tokens too.
public interface Tokens {

    void issue(TokenHash hash, Credential credential, AuditEntry audit);

    Optional<Credential> find(TokenHash hash);

    /// One of the holder's, unless it was revoked.
    Optional<HeldToken> findHeld(Principal holder, TokenId id);

    /// The holder's of one kind, the newest first, without those that were revoked. One that has expired stays among
    /// them for a while.
    Page<HeldToken> list(Principal holder, Token.Kind kind, Slice slice);

    /// Revokes it for every request from now on. Revoking twice keeps the first time.
    ///
    /// @return whether it was valid before
    boolean revoke(HeldToken token, Instant at, AuditEntry audit);
}
