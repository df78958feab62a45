package dev.slipway.org;

import dev.slipway.access.OrgPolicy;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;

/// A billing entity that owns the scope `@slug`.
///
/// @param displayName for people, up to 100 characters
/// @param seats how many members it may have, not counting billing managers
public record Organization(
        OrgSlug slug, String displayName, Kind kind, OrgPolicy policy, int seats, Instant createdAt) {

    /// What an organization is for.
    public enum Kind {
        /// Several people.
        COMPANY,
        /// One person's own.
        PERSONAL
    }
}
