package dev.slipway.access;

import dev.slipway.kernel.OrgSlug;

/// The organization's settings that decide over a request.
///
/// @param membersCanPublish whether the role `member` publishes and creates packages
/// @param firstVisibility what a first publish gets that doesn't say
/// @param storageQuotaBytes how much all tarballs of the organization may hold together
/// @param teams what its teams give
/// @param door who is let in at all
/// @param subscription whether it is paid for
public record OrgPolicy(
        OrgSlug slug,
        boolean membersCanPublish,
        Visibility firstVisibility,
        long storageQuotaBytes,
        Teams teams,
        Door door,
        Subscription subscription) {

    /// Whether an organization is paid for.
    public enum Subscription {
        /// It is, or nobody is billed in this deployment.
        ACTIVE,
        /// It isn't, and the time of grace is over: what costs more is refused, and reading and clearing up go on.
        LAPSED
    }

    /// As an organization begins.
    public static OrgPolicy first(OrgSlug slug, long storageQuotaBytes) {
        return new OrgPolicy(
                slug, false, Visibility.PRIVATE, storageQuotaBytes, Teams.NONE, Door.OPEN, Subscription.ACTIVE);
    }

    public OrgPolicy withPublishing(boolean byMembers, Visibility first) {
        return new OrgPolicy(slug, byMembers, first, storageQuotaBytes, teams, door, subscription);
    }

    public OrgPolicy with(Teams changed) {
        return new OrgPolicy(slug, membersCanPublish, firstVisibility, storageQuotaBytes, changed, door, subscription);
    }

    public OrgPolicy with(Door changed) {
        return new OrgPolicy(slug, membersCanPublish, firstVisibility, storageQuotaBytes, teams, changed, subscription);
    }
}
