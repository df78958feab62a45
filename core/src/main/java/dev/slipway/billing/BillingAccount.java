package dev.slipway.billing;

import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.Optional;

/// What the table knows of an organization's billing.
///
/// @param version how often it was written. Whoever writes what Stripe said has read this before they asked Stripe, and
///     writes only if it is still the same: so what was read earlier never takes the place of what was read later, and
///     no two clocks are compared
/// @param subscription as Stripe said last; empty if there never was one
/// @param checkout the last page that was opened to subscribe. Where it is isn't kept: whoever has its address can
///     pay there
/// @param change the one change of a quantity that is under way
public record BillingAccount(
        OrgSlug org,
        CustomerId customer,
        long version,
        Optional<Subscription> subscription,
        Optional<Page> checkout,
        Optional<Change> change) {

    /// A page to subscribe on.
    ///
    /// @param until when it closes by itself
    public record Page(String id, Instant until) {}

    /// As it begins.
    static BillingAccount of(OrgSlug org, CustomerId customer) {
        return new BillingAccount(org, customer, 0, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// The one that goes on, or at least may.
    public Optional<Subscription> live() {
        return subscription.filter(one -> !one.over());
    }

    /// Whether this is the subscription that goes on here, and it does. What was begun for one is never done to the
    /// next.
    boolean isStill(Subscription read) {
        return !read.over() && live().filter(one -> one.id().equals(read.id())).isPresent();
    }

    /// The same for another customer. It is written together with what that one does first.
    BillingAccount with(CustomerId other) {
        return new BillingAccount(org, other, version, Optional.empty(), Optional.empty(), Optional.empty());
    }

    BillingAccount with(Checkout opened) {
        var page = new Page(opened.id(), opened.until());
        return new BillingAccount(org, customer, version + 1, subscription, Optional.of(page), change);
    }

    BillingAccount with(Change begun) {
        return new BillingAccount(org, customer, version + 1, subscription, checkout, Optional.of(begun));
    }

    /// With what Stripe says now, and what is under way still. A page to subscribe on is of no use to somebody who has.
    BillingAccount with(Optional<Subscription> read, Optional<Change> still) {
        var page = read.filter(one -> !one.over()).isPresent() ? Optional.<Page>empty() : checkout;
        return new BillingAccount(org, customer, version + 1, read, page, still);
    }
}
