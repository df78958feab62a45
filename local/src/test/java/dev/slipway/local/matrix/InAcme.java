package dev.slipway.local.matrix;

import dev.slipway.access.PackageRole;
import dev.slipway.access.Role;
import java.util.Optional;
import java.util.Set;

/// What somebody is in acme.
///
/// @param role of a member
/// @param teams of a member or a service account
/// @param named what a member is to the packages that name them, for this membership of theirs
/// @param grant whether packages were shared with their account
/// @param pool whether another organization gives them a place in the Pool
record InAcme(
        What what,
        Optional<Role> role,
        Set<TeamShape> teams,
        Optional<PackageRole> named,
        boolean grant,
        boolean pool) {

    enum What {
        NOTHING,
        MEMBER,
        SERVICE_ACCOUNT,
        /// A token that the organization holds itself.
        MACHINE
    }

    static final InAcme NOTHING = new InAcme(What.NOTHING, Optional.empty(), Set.of(), Optional.empty(), false, false);
    static final InAcme MACHINE = new InAcme(What.MACHINE, Optional.empty(), Set.of(), Optional.empty(), false, false);

    static InAcme member(Role role, TeamShape... teams) {
        return new InAcme(What.MEMBER, Optional.of(role), Set.of(teams), Optional.empty(), false, false);
    }

    static InAcme service(TeamShape... teams) {
        return new InAcme(What.SERVICE_ACCOUNT, Optional.empty(), Set.of(teams), Optional.empty(), false, false);
    }

    InAcme named(PackageRole onPackages) {
        return new InAcme(what, role, teams, Optional.of(onPackages), grant, pool);
    }

    InAcme granted() {
        return new InAcme(what, role, teams, named, true, pool);
    }

    InAcme pooled() {
        return new InAcme(what, role, teams, named, grant, true);
    }

    boolean outside() {
        return what == What.NOTHING;
    }
}
