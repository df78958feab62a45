package dev.slipway.org;

import dev.slipway.access.Caller;
import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.OrgPolicy;
import dev.slipway.access.OrgStanding;
import dev.slipway.access.PackageRole;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.access.TeamName;
import dev.slipway.access.TeamPower;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.OrgSlug;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Shows a team to those who belong to its organization.
public final class ShowTeam {

    private final Rosters rosters;
    private final Standings standings;

    public ShowTeam(Rosters rosters, Standings standings) {
        this.rosters = rosters;
        this.standings = standings;
    }

    /// How far the caller may change a team: a page offers nobody what would be refused.
    ///
    /// @param touch whether they may change it at all
    /// @param permissions what they may let a team carry
    /// @param everywhere what they may let a team be to all packages
    public record Reach(boolean touch, Set<Permission> permissions, Set<PackageRole> everywhere) {}

    /// What was found.
    public sealed interface Outcome {

        record Shown(Team team, Reach reach) implements Outcome {}

        record NoSuchTeam(TeamName name) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, TeamName name) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (standing.may(Permission.SEE_ORGANIZATION, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("nobody is inside an organization");
            case Decision.Allowed _ -> {
                var policy = standing.policy().orElseThrow();
                var teams = policy.teams();
                yield teams.named(name)
                        .flatMap(id -> teams.find(id).map(power -> rosters.find(org, id, power)))
                        .<Outcome>map(team -> new Outcome.Shown(team, reach(standing, team, policy)))
                        .orElseGet(() -> new Outcome.NoSuchTeam(name));
            }
        };
    }

    private static Reach reach(OrgStanding standing, Team team, OrgPolicy policy) {
        return new Reach(
                standing.given().contains(Permission.MANAGE_TEAMS) && has(standing, team.power(), policy),
                Permission.CARRIED_BY_TEAMS.stream()
                        .filter(one -> has(standing, with(team, Set.of(one), Optional.empty()), policy))
                        .collect(Collectors.toUnmodifiableSet()),
                Stream.of(PackageRole.values())
                        .filter(one -> has(standing, with(team, Set.of(), Optional.of(one)), policy))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static TeamPower with(Team team, Set<Permission> permissions, Optional<PackageRole> everywhere) {
        return new TeamPower(team.power().name(), permissions, everywhere);
    }

    private static boolean has(OrgStanding standing, TeamPower power, OrgPolicy policy) {
        return standing.caller() instanceof Caller.Holder holder
                && Gatekeeper.lacking(holder.credential().principal(), holder.place(), power, policy)
                        .isEmpty();
    }
}
