package dev.slipway.org;

import dev.slipway.access.Place;
import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.access.TeamId;
import dev.slipway.kernel.OrgSlug;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A person in an organization.
///
/// @param teams those that they were added to
/// @param inPool whether they have a place in the Pool by the organization
/// @param lastActive when they last asked for something of it, to the hour; empty if never
public record Member(
        OrgSlug org,
        Principal.Person person,
        Role role,
        Instant joinedAt,
        Set<TeamId> teams,
        boolean inPool,
        Optional<Instant> lastActive) {

    /// How exact [#lastActive] is: somebody who is here all day costs 24 small writes.
    public static final Duration ACTIVE_AGAIN = Duration.ofHours(1);

    /// A member's item and that of each of their teams are written together, and DynamoDB takes 100 at once.
    public static final int MOST_TEAMS = 50;

    /// @throws IllegalArgumentException for a place in the Pool without a seat
    public Member {
        if (inPool && !role.takesSeat()) {
            throw new IllegalArgumentException("who has no seat has no place in the Pool");
        }
        teams = Set.copyOf(teams);
    }

    /// As somebody joins, without a team.
    public Member(OrgSlug org, Principal.Person person, Role role, Instant joinedAt) {
        this(org, person, role, joinedAt, Set.of(), Optional.empty());
    }

    /// Without a place in the Pool.
    public Member(
            OrgSlug org,
            Principal.Person person,
            Role role,
            Instant joinedAt,
            Set<TeamId> teams,
            Optional<Instant> lastActive) {
        this(org, person, role, joinedAt, teams, false, lastActive);
    }

    /// Without a seat there is no place in the Pool.
    public Member with(Role changed) {
        return new Member(org, person, changed, joinedAt, teams, inPool && changed.takesSeat(), lastActive);
    }

    /// With a place in the Pool, or without.
    public Member inPool(boolean place) {
        return new Member(org, person, role, joinedAt, teams, place, lastActive);
    }

    /// What they are in the organization, as decisions are made by it.
    public Place.Member place() {
        return new Place.Member(role, joinedAt, teams);
    }
}
