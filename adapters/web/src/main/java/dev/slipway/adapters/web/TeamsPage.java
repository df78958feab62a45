package dev.slipway.adapters.web;

import dev.slipway.access.PackageRole;
import dev.slipway.access.Permission;
import dev.slipway.access.TeamName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `GET /console/organizations/{org}/teams`.
///
/// Form: `POST /console/organizations/{org}/teams` with `act` `create` (`name`, `description`), for whoever manages
/// teams.
///
/// @param name of the team that is to be made
/// @param description of that one
public record TeamsPage(
        Chrome frame,
        OrganizationHead organization,
        List<Row> teams,
        Field name,
        Field description,
        Optional<String> next)
        implements Page {

    public TeamsPage {
        teams = List.copyOf(teams);
    }

    /// @param everywhere what the team is to all packages; empty for nothing
    public record Row(
            TeamName name,
            boolean builtIn,
            String description,
            Set<Permission> permissions,
            Optional<PackageRole> everywhere) {

        public Row {
            permissions = Set.copyOf(permissions);
        }
    }
}
