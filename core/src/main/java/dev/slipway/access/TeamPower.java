package dev.slipway.access;

import java.util.Optional;
import java.util.Set;

/// What a team gives its members, but for what it is given on single packages, which stands at those.
///
/// @param name for people; permissions are given to the team and not to the name
/// @param permissions what they may do in the organization; only such as teams may carry
/// @param everywhere what they are to all packages, those of tomorrow included; empty for nothing
public record TeamPower(TeamName name, Set<Permission> permissions, Optional<PackageRole> everywhere) {

    /// What the administrators of an organization may do, whatever their role.
    static final TeamPower ADMINISTRATORS =
            new TeamPower(new TeamName("administrators"), Permission.CARRIED_BY_TEAMS, Optional.of(PackageRole.OWNER));

    /// @throws IllegalArgumentException for a permission that no team may carry
    public TeamPower {
        permissions = Set.copyOf(permissions);
        if (!Permission.CARRIED_BY_TEAMS.containsAll(permissions)) {
            throw new IllegalArgumentException("no team carries all of " + permissions);
        }
    }

    /// As a team begins: it gives nothing.
    public static TeamPower nothing(TeamName name) {
        return new TeamPower(name, Set.of(), Optional.empty());
    }

    boolean gives(Permission permission) {
        return permissions.contains(permission)
                || everywhere.filter(role -> role.gives(permission)).isPresent();
    }
}
