package dev.slipway.packages;

import dev.slipway.access.Presented;
import dev.slipway.audit.AuditEntry;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The packages in the table.
public interface Packages {

    /// Reads what a request about this package is judged by: at most two round trips, one after the other, and the
    /// same number of items whatever the package's size. Strongly consistent, since a revoked token must fail and a
    /// fresh version be found at once.
    ///
    /// @param version the version that the request names, if it names one
    Situation situation(Presented presented, PackageName name, Optional<Version> version);

    /// The same for who wants to read and nothing else. Of a package that everyone may read, the caller's role stays
    /// empty and its round trip is saved: no decision about reading depends on it. Of one that is shared in the Pool,
    /// the places there of whoever is outside are read as well, in one round trip more if they have any.
    Situation situationToRead(Presented presented, PackageName name, Optional<Version> version);

    /// The same for who wants to publish this version, with what the organization stores.
    Situation situationToPublish(Presented presented, PackageName name, Version version);

    /// Adds a version, its package if there is none yet, and its bytes to the organization's storage, at once.
    ///
    /// @param next the head after it; its revision is one past the one that was read
    /// @param quota how many bytes the organization may store
    Added add(PackageHead next, Release release, long quota, AuditEntry audit);

    /// Replaces the head.
    Replaced replace(PackageHead next, AuditEntry audit);

    /// Replaces the head with one that says something else of who may touch the package, if whoever does it may still.
    ///
    /// @param change what must hold of who or what it is about, and what is kept of it elsewhere
    Replaced govern(PackageHead next, Mandate by, AccessChange change, AuditEntry audit);

    /// Replaces the head and marks these versions as unpublished, which frees what they stored.
    ///
    /// @param releases at most [#MOST_UNPUBLISHED_AT_ONCE]
    Replaced unpublish(PackageHead next, List<Release> releases, AuditEntry audit);

    /// Replaces the head with one that has no versions left, which frees all that they stored.
    ///
    /// @param freedBytes what all versions stored together
    Replaced unpublishAll(PackageHead next, long freedBytes, AuditEntry audit);

    /// These versions of the package, as far as they were ever published.
    ///
    /// @param versions at most [#MOST_UNPUBLISHED_AT_ONCE]
    List<Release> findReleases(PackageName name, Collection<Version> versions);

    /// Every version of the package that was not unpublished, in no order.
    List<Release> listReleases(PackageName name);

    /// How many bytes the organization of this package stores.
    long findStoredBytes(PackageName name);

    /// Records that a version was given out. Changes nothing else.
    void recordInstall(AuditEntry audit);

    /// DynamoDB takes 100 items in a transaction; the head, the storage and the audit entry take their places.
    int MOST_UNPUBLISHED_AT_ONCE = 90;

    /// What became of an added version. The order is that in which a refusal is told when there are several.
    enum Added {
        COMMITTED,
        /// The number was used before, perhaps a moment ago.
        VERSION_TAKEN,
        /// Somebody changed the package since it was read: read again and print again.
        MOVED_MEANWHILE,
        QUOTA_EXCEEDED
    }

    /// What became of a replaced head.
    enum Replaced {
        COMMITTED,
        /// The package, or what else the change was decided by, is not as it was read.
        MOVED_MEANWHILE
    }
}
