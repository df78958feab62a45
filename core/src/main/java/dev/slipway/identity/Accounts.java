package dev.slipway.identity;

import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import java.util.List;
import java.util.Optional;

/// The accounts in the table. Handles, addresses and identities lead to one account each, or to none.
public interface Accounts {

    Optional<Account> find(AccountId id);

    Optional<Account> findByHandle(Handle handle);

    /// Whose verified address it is.
    Optional<Account> findByEmail(Email email);

    /// Whoever signed in as this identity before, or linked it.
    Optional<Account> findByIdentity(Identity identity);

    /// Whether a handle can't be had any more, since it, or a look-alike of it, is or was somebody's or an
    /// organization's. Only opening the account makes sure.
    boolean findTaken(Handle handle);

    /// Opens an account, with its addresses and these identities, unless one of them is another's.
    Opened open(Account account, List<LinkedIdentity> identities, AuditEntry audit);

    enum Opened {
        COMMITTED,
        /// The handle, or a look-alike of it, is somebody's or an organization's.
        HANDLE_TAKEN,
        EMAIL_TAKEN,
        IDENTITY_TAKEN
    }

    /// Adds a verified address to an account, unless it is another's. It may be its own already.
    ///
    /// @return whether it is the account's now
    boolean addEmail(AccountId account, Email email, AuditEntry audit);

    /// Lets an account be found by an identity from now on, unless it is another's. It may be its own already.
    ///
    /// @return whether it is the account's now
    boolean link(AccountId account, LinkedIdentity identity, AuditEntry audit);

    /// The identities that lead to an account, in the order in which they were linked.
    Page<LinkedIdentity> listIdentities(AccountId account, Slice slice);

    /// One of those that lead to an account.
    Optional<LinkedIdentity> findIdentity(AccountId account, IdentityId id);

    /// Lets an identity lead to the account no longer, unless nothing else does.
    Unlinked unlink(AccountId account, LinkedIdentity identity, AuditEntry audit);

    /// In the order in which a refusal is told.
    enum Unlinked {
        COMMITTED,
        /// It doesn't lead there any more.
        GONE,
        /// There is no other identity and no verified address.
        LAST_WAY_IN
    }
}
