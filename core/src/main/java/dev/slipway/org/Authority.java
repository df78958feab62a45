package dev.slipway.org;

import dev.slipway.access.Permission;
import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.access.TeamId;
import dev.slipway.access.Teams;

/// Who does something in an organization, in the role that they were seen in, and why they may. What they do is
/// written only if all of that still holds at that moment.
public record Authority(Principal.Person person, Role role, Basis basis) {

    /// Why somebody may do something in the organization.
    public sealed interface Basis {

        /// Whether the organization's teams still give what they gave. What somebody's role or team is, stands on the
        /// member.
        default boolean carriedIn(Teams teams) {
            return switch (this) {
                case ByRole _ -> true;
                case ByTeam(var team, var permission) ->
                    teams.find(team)
                            .filter(power -> power.permissions().contains(permission))
                            .isPresent();
            };
        }

        /// Their role gives it: it must still be theirs.
        record ByRole() implements Basis {}

        /// A team gives it: they must still be of the team, and the team must still carry it.
        record ByTeam(TeamId team, Permission permission) implements Basis {}
    }
}
