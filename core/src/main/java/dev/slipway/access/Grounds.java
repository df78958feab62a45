package dev.slipway.access;

import dev.slipway.kernel.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Why somebody may do something: the role's, every team's, and the package's own, one after the other. Nothing here
/// narrows; that is for the credential and the door.
final class Grounds {

    private final OrgPolicy policy;
    private final Optional<PackageAccess> found;
    private final Permission permission;
    private final List<Ground> grounds = new ArrayList<>();

    private Grounds(OrgPolicy policy, Optional<PackageAccess> found, Permission permission) {
        this.policy = policy;
        this.found = found;
        this.permission = permission;
    }

    /// Every reason, the broadest first; none if they may not.
    ///
    /// @param person whose account it is; empty for what is no person
    static List<Ground> of(
            Optional<AccountId> person,
            Place place,
            Permission permission,
            OrgPolicy policy,
            Optional<PackageAccess> found) {
        var grounds = new Grounds(policy, found, permission);
        switch (place) {
            case Place.Member member -> grounds.ofMember(person, member);
            case Place.ServiceAccount service -> grounds.ofTeams(service.teams());
            case Place.Machine _ -> grounds.ofMachine();
            case Place.Outside outside -> grounds.ofPool(outside);
        }
        person.ifPresent(grounds::ofGrant);
        return grounds.grounds;
    }

    /// What a team gives to whoever is of it.
    static List<Ground> of(TeamId team, Permission permission, OrgPolicy policy, Optional<PackageAccess> found) {
        var grounds = new Grounds(policy, found, permission);
        grounds.ofTeams(Set.of(team));
        return grounds.grounds;
    }

    private void ofMember(Optional<AccountId> person, Place.Member member) {
        var role = member.role();
        if (permission.givenBy(role)) {
            grounds.add(new Ground.ByRole(role));
        } else if (role == Role.MEMBER && policy.membersCanPublish() && permission.givenBySetting()) {
            grounds.add(new Ground.BySetting());
        }
        if (!role.takesSeat()) {
            // Billing managers have no seat: what takes one is not to be had by way of a team or a package.
            return;
        }
        var teams = new TreeSet<TeamId>((one, other) -> one.value().compareTo(other.value()));
        teams.addAll(member.teams());
        teams.add(TeamId.EVERYONE);
        ofTeams(teams);
        person.flatMap(account -> found.flatMap(
                        access -> Optional.ofNullable(access.people().get(account))))
                .filter(collaborator -> collaborator.is(member.since()))
                .map(PackageAccess.Collaborator::role)
                .filter(inPackage -> inPackage.gives(permission))
                .ifPresent(inPackage -> grounds.add(new Ground.ByPackage(inPackage)));
    }

    private void ofTeams(Set<TeamId> teams) {
        for (var team : teams) {
            policy.teams().find(team).ifPresent(power -> ofTeam(team, power));
        }
    }

    private void ofTeam(TeamId team, TeamPower power) {
        if (power.gives(permission)) {
            grounds.add(new Ground.ByTeam(team, power.name()));
        }
        found.flatMap(access -> Optional.ofNullable(access.teams().get(team)))
                .filter(role -> role.gives(permission))
                .ifPresent(role -> grounds.add(new Ground.ByTeamOfPackage(team, power.name(), role)));
    }

    private void ofMachine() {
        if (permission.givenBy(Role.MAINTAINER)) {
            grounds.add(new Ground.ByMachine());
        }
    }

    private void ofPool(Place.Outside outside) {
        if (permission == Permission.READ_PACKAGES
                && !outside.pool().isEmpty()
                && found.filter(PackageAccess::inPool).isPresent()) {
            grounds.add(new Ground.ByPool());
        }
    }

    private void ofGrant(AccountId person) {
        if (permission == Permission.READ_PACKAGES
                && found.filter(access -> access.visibility() == Visibility.ORG
                                && access.grants().containsKey(person))
                        .isPresent()) {
            grounds.add(new Ground.ByGrant());
        }
    }
}
