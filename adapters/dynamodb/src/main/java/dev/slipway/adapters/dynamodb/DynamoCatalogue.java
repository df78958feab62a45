package dev.slipway.adapters.dynamodb;

import dev.slipway.access.OrgPolicy;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import dev.slipway.packages.Catalogue;
import dev.slipway.packages.Listing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The lists of packages, from the table's indexes.
public final class DynamoCatalogue implements Catalogue {

    private final Table table;

    public DynamoCatalogue(Table table) {
        this.table = table;
    }

    @Override
    public List<Listing> listOfOrganization(OrgSlug org) {
        return table.queryIndex(Table.Index.LISTED, Keys.packagesOf(org), MOST_SEARCHED).stream()
                .map(HeadItem::readListing)
                .toList();
    }

    @Override
    public Page<Listing> listOfOrganization(OrgSlug org, Slice slice) {
        return table.pageOfIndex(Table.Index.LISTED, Keys.packagesOf(org), slice)
                .map(HeadItem::readListing);
    }

    @Override
    public List<Listing> listSharedWith(AccountId account) {
        var names = table.page(Keys.grantsOf(account), "", Slice.first(MOST_SHARED))
                .map(GrantItem::readName)
                .items();
        var heads = table.getAll(names.stream().map(Keys::head).toList());
        return names.stream()
                .flatMap(name -> Optional.ofNullable(heads.get(Keys.head(name))).stream())
                .filter(HeadItem::listed)
                .map(HeadItem::readListing)
                .toList();
    }

    @Override
    public List<Listing> listPublic() {
        return table.queryIndex(Table.Index.PUBLIC, Keys.PUBLIC, MOST_SEARCHED).stream()
                .map(HeadItem::readListing)
                .toList();
    }

    @Override
    public List<Listing> listPool() {
        return table.queryIndex(Table.Index.PUBLIC, Keys.POOL, MOST_SEARCHED).stream()
                .map(HeadItem::readListing)
                .toList();
    }

    @Override
    public Map<OrgSlug, OrgPolicy> findPolicies(Set<OrgSlug> orgs) {
        return table.getAll(orgs.stream().map(Keys::organization).toList()).values().stream()
                .flatMap(item -> OrganizationItem.readPolicy(item).stream())
                .collect(Collectors.toUnmodifiableMap(OrgPolicy::slug, policy -> policy));
    }
}
