package dev.slipway.org;

import dev.slipway.access.ServiceAccountName;
import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import java.util.Optional;

/// Service accounts in the table. A name is one account's in its organization, and free again once that is deleted.
public interface ServiceAccounts {

    Optional<ServiceAccount> find(OrgSlug org, ServiceAccountName name);

    /// By their names.
    Page<ServiceAccount> list(OrgSlug org, Slice slice);

    Created create(ServiceAccount account, Authority by, AuditEntry audit);

    /// What became of it. The order is that in which a refusal is told.
    enum Created {
        COMMITTED,
        /// The organization or whoever does it is not as it was read: read again.
        MOVED_MEANWHILE,
        NAME_TAKEN,
        /// The organization has [ServiceAccount#MOST] already.
        TOO_MANY
    }

    /// Takes it out of the organization and out of its teams. Its tokens are an outsider's from then on.
    ///
    /// @param account as it was read
    Deleted delete(ServiceAccount account, Authority by, AuditEntry audit);

    /// What became of it.
    enum Deleted {
        COMMITTED,
        /// The organization, the account or whoever does it is not as it was read: read again.
        MOVED_MEANWHILE
    }
}
