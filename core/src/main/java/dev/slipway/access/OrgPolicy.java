package dev.slipway.access;

import dev.slipway.kernel.OrgSlug;

/// The organization's settings that decide over a request.
///
/// @param membersCanPublish whether the role `member` publishes and creates packages
/// @param firstVisibility what a first publish gets that doesn't say
/// @param storageQuotaBytes how much all tarballs of the organization may hold together
public record OrgPolicy(OrgSlug slug, boolean membersCanPublish, Visibility firstVisibility, long storageQuotaBytes) {}
