package dev.slipway.packages;

import dev.slipway.access.OrgPolicy;
import dev.slipway.kernel.OrgSlug;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The packages that can be listed, kept in indexes of the table: a moment behind it.
public interface Catalogue {

    /// A search looks at no more than so many packages of each organization, and so many public ones, by name.
    int MOST_SEARCHED = 2_000;

    /// The packages of an organization by name, at most [#MOST_SEARCHED].
    List<Listing> listOfOrganization(OrgSlug org);

    /// The public packages of all organizations by name, at most [#MOST_SEARCHED].
    List<Listing> listPublic();

    /// The settings of those of these organizations that were not deleted. The lists know nothing of that: what a
    /// deleted organization has published stands in them still, since it may be restored.
    Map<OrgSlug, OrgPolicy> findPolicies(Set<OrgSlug> orgs);
}
