package dev.slipway.access;

import dev.slipway.kernel.OrgSlug;
import java.util.Optional;

/// What somebody wants to do something with: an organization, or one of its packages.
///
/// @param pkg the package's whole name, such as `@acme/pad`
/// @param found the package's own settings, if the package exists
public record Resource(OrgSlug org, Optional<String> pkg, Optional<PackageAccess> found) {

    /// The organization itself.
    public static Resource of(OrgSlug org) {
        return new Resource(org, Optional.empty(), Optional.empty());
    }

    /// A package that may exist or not.
    public static Resource of(OrgSlug org, String pkg, Optional<PackageAccess> found) {
        return new Resource(org, Optional.of(pkg), found);
    }
}
