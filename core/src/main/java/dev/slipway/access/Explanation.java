package dev.slipway.access;

import java.util.List;
import java.util.Optional;

/// Why somebody may do something, or what stands against it. Whoever lacks a reason lacks all of them; who has some and
/// is refused nevertheless is kept out by what narrows: the credential, the door, or that nobody has paid.
///
/// @param refusal empty if they may
/// @param grounds every reason there is, the broadest first
/// @param remedy what would give it to somebody who lacks it
public record Explanation(Optional<Refusal> refusal, List<Ground> grounds, Remedy remedy) {

    public Explanation {
        grounds = List.copyOf(grounds);
    }

    public boolean allowed() {
        return refusal.isEmpty();
    }

    /// Each by itself would be enough.
    ///
    /// @param role the lowest that gives it
    /// @param setting whether the setting that members publish gives it to all of them
    /// @param team whether a team can carry it by itself
    /// @param inPackage the lowest role in a package, or in all of them, that gives it; empty if none does
    public record Remedy(Role role, boolean setting, boolean team, Optional<PackageRole> inPackage) {

        static Remedy of(Permission permission) {
            return new Remedy(
                    least(permission),
                    permission.givenBySetting(),
                    Permission.CARRIED_BY_TEAMS.contains(permission),
                    PackageRole.least(permission));
        }

        private static Role least(Permission permission) {
            for (var role : Role.values()) {
                if (permission.givenBy(role)) {
                    return role;
                }
            }
            throw new IllegalStateException("no role gives " + permission);
        }
    }
}
