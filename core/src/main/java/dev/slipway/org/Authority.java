package dev.slipway.org;

import dev.slipway.access.Permission;
import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.access.TeamId;

/// Who does something in an organization, in the role that they were seen in, and why they may. What they do is
/// written only if all of that still holds at that moment.
public record Authority(Principal.Person person, Role role, Basis basis) {

    /// Why somebody may do something in the organization.
    public sealed interface Basis {

        /// Their role gives it: it must still be theirs.
        record ByRole() implements Basis {}

        /// A team gives it: they must still be of the team, and the team must still carry it.
        record ByTeam(TeamId team, Permission permission) implements Basis {}
    }
}
