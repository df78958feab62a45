package dev.slipway.org;

import dev.slipway.access.OrgPolicy;
import dev.slipway.access.OrgStanding;
import dev.slipway.access.TeamName;
import dev.slipway.access.TeamPower;
import java.util.Comparator;
import java.util.List;

/// A service account with its teams as people call them.
///
/// @param teams by name; one that was deleted gives nothing any more, and isn't named
public record TeamedAccount(ServiceAccount account, List<TeamName> teams) {

    public TeamedAccount {
        teams = List.copyOf(teams);
    }

    static TeamedAccount of(ServiceAccount account, OrgStanding standing) {
        var known = standing.policy().map(OrgPolicy::teams);
        var names = account.teams().stream()
                .flatMap(team -> known.flatMap(teams -> teams.find(team)).stream())
                .map(TeamPower::name)
                .sorted(Comparator.comparing(TeamName::value))
                .toList();
        return new TeamedAccount(account, names);
    }
}
