package dev.slipway.packages;

import dev.slipway.access.OrgPolicy;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The packages that can be listed, kept in indexes of the table: a moment behind it.
public interface Catalogue {

    /// A search looks at no more than so many packages of each organization, and so many public ones, by name.
    int MOST_SEARCHED = 2_000;

    /// The packages of an organization by name, at most [#MOST_SEARCHED].
    List<Listing> listOfOrganization(OrgSlug org);

    /// A part of the packages of an organization by name.
    Page<Listing> listOfOrganization(OrgSlug org, Slice slice);

    /// A search looks at no more than so many packages that were shared with one account.
    int MOST_SHARED = 200;

    /// The packages that were shared with an account by name, at most [#MOST_SHARED], as they are at this moment. That
    /// one is among them gives nobody anything: what it says of grants does.
    List<Listing> listSharedWith(AccountId account);

    /// The public packages of all organizations by name, at most [#MOST_SEARCHED].
    List<Listing> listPublic();

    /// The packages of all organizations that are shared in the Pool and not public, by name, at most [#MOST_SEARCHED].
    List<Listing> listPool();

    /// The settings of those of these organizations that were not deleted. The lists know nothing of that: what a
    /// deleted organization has published stands in them still, since it may be restored.
    Map<OrgSlug, OrgPolicy> findPolicies(Set<OrgSlug> orgs);
}
