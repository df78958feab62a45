package dev.slipway.org;

import dev.slipway.access.PackageAccess;
import dev.slipway.access.PoolPlace;
import dev.slipway.access.Principal;
import dev.slipway.access.ServiceAccountName;
import dev.slipway.access.Subject;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import java.util.List;
import java.util.Optional;

/// Whom and what an explanation may be about, in the table.
public interface Subjects {

    /// Somebody with an account, whatever they are to the organization.
    Optional<Principal.Person> findPerson(Handle handle);

    /// The places in the Pool that an account has, of organizations that are there.
    List<PoolPlace> findPoolPlaces(AccountId account);

    /// Its address stays empty.
    Optional<Subject.OfServiceAccount> findService(OrgSlug org, ServiceAccountName name);

    /// What a package says of who may touch it; empty if nothing of it is published.
    ///
    /// @param pkg its whole name
    Optional<PackageAccess> findAccess(String pkg);
}
