package dev.slipway.packages;

import dev.slipway.access.Place;
import dev.slipway.access.Principal;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// The people that packages have to do with, in the table. Strongly consistent.
public interface People {

    /// The account of this handle.
    Optional<Principal.Person> find(Handle handle);

    /// What an account is in an organization; empty for an outsider.
    Optional<Place.Member> findPlace(OrgSlug org, AccountId account);

    /// The same for several at once; who is an outsider is left out.
    Map<AccountId, Place.Member> findPlaces(OrgSlug org, Collection<AccountId> accounts);
}
