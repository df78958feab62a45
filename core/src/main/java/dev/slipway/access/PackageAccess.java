package dev.slipway.access;

import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a package itself says about who may touch it.
///
/// @param people members with a role in it; its creator is an owner
/// @param teams teams with a role in it
/// @param grants accounts outside the organization that may read it while its visibility is [Visibility#ORG]
/// @param inPool whether everybody with a place in the Pool may read it, whatever its visibility
public record PackageAccess(
        Visibility visibility,
        Map<AccountId, Collaborator> people,
        Map<TeamId, PackageRole> teams,
        Map<AccountId, Handle> grants,
        boolean inPool) {

    /// Of each kind: each request about the package reads them all.
    public static final int MOST = 100;

    public PackageAccess {
        people = Map.copyOf(people);
        teams = Map.copyOf(teams);
        grants = Map.copyOf(grants);
    }

    /// Not shared in the Pool, as every package is at first.
    public PackageAccess(
            Visibility visibility,
            Map<AccountId, Collaborator> people,
            Map<TeamId, PackageRole> teams,
            Map<AccountId, Handle> grants) {
        this(visibility, people, teams, grants, false);
    }

    /// A package that nobody has a role in but by what they are in the organization.
    public static PackageAccess of(Visibility visibility) {
        return new PackageAccess(visibility, Map.of(), Map.of(), Map.of());
    }

    /// @param member since when the person has been a member: if they leave and come back, the role is gone. Empty for
    ///     what was stored before that was kept, which holds for every membership
    public record Collaborator(Handle handle, PackageRole role, Optional<Instant> member) {

        /// Whether it holds for the membership that began then.
        public boolean is(Instant since) {
            return member.isEmpty() || member.get().equals(since);
        }
    }

    /// The people who own it, in alphabetical order. That somebody has left the organization is not seen from here.
    public List<Handle> owners() {
        return people.values().stream()
                .filter(collaborator -> collaborator.role() == PackageRole.OWNER)
                .map(Collaborator::handle)
                .sorted(Comparator.comparing(Handle::value))
                .toList();
    }

    public PackageAccess with(Visibility changed) {
        return new PackageAccess(changed, people, teams, grants, inPool);
    }

    /// Shared in the Pool, or no longer.
    public PackageAccess inPool(boolean shared) {
        return new PackageAccess(visibility, people, teams, grants, shared);
    }

    /// With this role in place of the one that the person had.
    public PackageAccess with(AccountId person, Collaborator collaborator) {
        var changed = new HashMap<>(people);
        changed.put(person, collaborator);
        return new PackageAccess(visibility, changed, teams, grants, inPool);
    }

    /// With this role in place of the one that the team had.
    public PackageAccess with(TeamId team, PackageRole role) {
        var changed = new HashMap<>(teams);
        changed.put(team, role);
        return new PackageAccess(visibility, people, changed, grants, inPool);
    }

    public PackageAccess without(TeamId team) {
        var changed = new HashMap<>(teams);
        changed.remove(team);
        return new PackageAccess(visibility, people, changed, grants, inPool);
    }

    /// Shared with this account, which may read it while the visibility is [Visibility#ORG].
    public PackageAccess granted(AccountId account, Handle handle) {
        var changed = new HashMap<>(grants);
        changed.put(account, handle);
        return new PackageAccess(visibility, people, teams, changed, inPool);
    }

    /// No longer shared with this account.
    public PackageAccess withdrawn(AccountId account) {
        var changed = new HashMap<>(grants);
        changed.remove(account);
        return new PackageAccess(visibility, people, teams, changed, inPool);
    }

    /// The person of this handle among those with a role in it, of whatever membership.
    public Optional<AccountId> findPerson(Handle handle) {
        return people.entrySet().stream()
                .filter(entry -> entry.getValue().handle().equals(handle))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// The account of this handle among those that it is shared with.
    public Optional<AccountId> findGuest(Handle handle) {
        return grants.entrySet().stream()
                .filter(entry -> entry.getValue().equals(handle))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    public PackageAccess without(AccountId person) {
        var changed = new HashMap<>(people);
        changed.remove(person);
        return new PackageAccess(visibility, changed, teams, grants, inPool);
    }
}
