package dev.slipway.org;

import dev.slipway.access.PackageRole;
import dev.slipway.kernel.Malformed;
import java.util.Optional;

/// What a team is to be to all packages of its organization.
///
/// @param role empty for nothing
public record Everywhere(Optional<PackageRole> role) {

    private static final String NOTHING = "none";

    /// @param name of a role, or `none`
    /// @throws Malformed `invalid_package_role`
    public static Everywhere named(String name) {
        return new Everywhere(name.equals(NOTHING) ? Optional.empty() : Optional.of(PackageRole.named(name)));
    }

    /// @see #named
    public String wireName() {
        return role.map(PackageRole::wireName).orElse(NOTHING);
    }
}
