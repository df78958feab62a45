package dev.slipway.org;

import dev.slipway.access.ServiceAccountId;
import dev.slipway.access.TeamId;
import dev.slipway.access.TokenHash;
import dev.slipway.access.TokenId;
import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The tokens of organizations in the table. One that was revoked is in no list.
public interface MachineTokens {

    /// On whose authority a token is issued, and what of it must still hold when it is.
    ///
    /// @param shared the teams that the service account is of, which must be these and no others, and of all of which
    ///     whoever issues must be too; empty if that isn't asked of them
    record Warrant(Authority by, Optional<Set<TeamId>> shared) {}

    Issued issue(MachineToken token, Warrant warrant, AuditEntry audit);

    /// What became of it. The order is that in which a refusal is told.
    enum Issued {
        COMMITTED,
        /// The organization, the service account or whoever does it is not as it was read: read again.
        MOVED_MEANWHILE,
        /// The organization has [MachineToken#MOST] that work.
        TOO_MANY
    }

    /// One of an organization's, unless it was revoked.
    Optional<MachineToken> find(OrgSlug org, TokenId id);

    /// Also one that was revoked; nothing for a person's.
    Optional<MachineToken> find(TokenHash hash);

    /// The newest first. One that has expired stays among them for a while.
    Page<MachineToken> list(OrgSlug org, Slice slice);

    /// Those of one service account, there or not, the newest first.
    Page<MachineToken> list(OrgSlug org, ServiceAccountId account, Slice slice);

    /// Those that still work, whoever made them, the newest first. There are [MachineToken#MOST] at most.
    List<MachineToken> listWorking(OrgSlug org, Instant now);

    /// The same of those that one person made, in parts.
    Page<MachineToken> listMadeBy(OrgSlug org, AccountId maker, Instant now, Slice slice);

    /// Revokes it for every request from now on.
    Revoked revoke(MachineToken token, Instant at, Authority by, AuditEntry audit);

    /// What became of it.
    enum Revoked {
        COMMITTED,
        /// The organization or whoever does it is not as it was read: read again.
        MOVED_MEANWHILE,
        /// Somebody was faster; the first time stays.
        REVOKED_BEFORE
    }

    /// Revokes what is nobody's any more, after its service account was deleted. That was somebody's right, and this is
    /// what follows from it.
    void revokeOrphan(MachineToken token, Instant at, AuditEntry audit);
}
