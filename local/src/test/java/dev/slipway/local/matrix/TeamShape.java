package dev.slipway.local.matrix;

import dev.slipway.access.PackageRole;
import dev.slipway.access.Permission;
import dev.slipway.access.TeamId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A team of acme's: what it carries in the organization, what it is to all packages, and what to those that name it.
///
/// @param there whether it exists; packages go on naming one that was deleted
record TeamShape(
        String name,
        TeamId id,
        Set<Permission> carries,
        Optional<PackageRole> everywhere,
        Optional<PackageRole> named,
        boolean there) {

    /// "Teams carry any permission of the table but the owner's and billing's rows."
    static final Set<Permission> CARRIED = EnumSet.of(
            Permission.SEE_ORGANIZATION,
            Permission.CREATE_PACKAGES,
            Permission.INVITE_MEMBERS,
            Permission.MANAGE_MEMBERS,
            Permission.MANAGE_TEAMS,
            Permission.MANAGE_SERVICE_ACCOUNTS,
            Permission.ISSUE_MACHINE_TOKENS,
            Permission.MANAGE_MACHINE_TOKENS,
            Permission.MANAGE_WEBHOOKS,
            Permission.READ_AUDIT_LOG,
            Permission.CHANGE_SETTINGS);

    /// It always exists, and gives all that a team can.
    static final TeamShape ADMINISTRATORS = new TeamShape(
            "administrators", TeamId.ADMINISTRATORS, CARRIED, Optional.of(PackageRole.OWNER), Optional.empty(), true);

    static final TeamShape DELETED = named("deleted", PackageRole.OWNER, 99, false);

    /// All that were made.
    static final List<TeamShape> MADE = made();

    private static List<TeamShape> made() {
        var made = new ArrayList<TeamShape>();
        for (var permission : CARRIED) {
            var word = permission.name().toLowerCase(Locale.ROOT).replace('_', '-');
            made.add(carrying("only-" + word, EnumSet.of(permission), Optional.empty(), made.size()));
            var others = EnumSet.copyOf(CARRIED);
            others.remove(permission);
            made.add(carrying("not-" + word, others, Optional.of(PackageRole.OWNER), made.size()));
        }
        for (var role : PackageRole.values()) {
            var word = role.name().toLowerCase(Locale.ROOT);
            made.add(carrying("every-" + word, Set.of(), Optional.of(role), made.size()));
            made.add(named("named-" + word, role, made.size(), true));
            made.add(carrying("all-and-every-" + word, CARRIED, Optional.of(role), made.size()));
        }
        made.add(carrying("all-and-no-package", CARRIED, Optional.empty(), made.size()));
        return List.copyOf(made);
    }

    private static TeamShape carrying(
            String name, Set<Permission> carries, Optional<PackageRole> everywhere, int number) {
        return new TeamShape(name, id(number), Set.copyOf(carries), everywhere, Optional.empty(), true);
    }

    private static TeamShape named(String name, PackageRole role, int number, boolean there) {
        return new TeamShape(name, id(number), Set.of(), Optional.empty(), Optional.of(role), there);
    }

    private static TeamId id(int number) {
        return new TeamId("01KAT000000000000000000" + (100 + number));
    }
}
