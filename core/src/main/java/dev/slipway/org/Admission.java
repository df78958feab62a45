package dev.slipway.org;

import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Ground;
import dev.slipway.access.OrgStanding;
import dev.slipway.access.Permission;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import java.time.Instant;

/// Whether a person may do something inside an organization, and on what authority they then do it.
public sealed interface Admission {

    record Admitted(Authority authority) implements Admission {}

    record Refused(Refusal why) implements Admission {}

    /// For what only people do: a machine is refused, whatever its token allows.
    static Admission to(OrgStanding standing, Permission permission, Instant now) {
        return switch (standing.may(permission, now)) {
            case Decision.Refused(var why) -> new Refused(why);
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("nobody is inside an organization");
            case Decision.Allowed(Principal.Machine _) -> new Refused(new Refusal.NotAPerson());
            case Decision.Allowed(Principal.Person person) ->
                new Admitted(new Authority(person, standing.role().orElseThrow(), basis(standing, permission)));
        };
    }

    /// For what can't be undone, or gives somebody else a say: a browser must have signed in lately.
    static Admission toSensitive(OrgStanding standing, Permission permission, Instant now) {
        return switch (to(standing, permission, now)) {
            case Admitted _ when !Gatekeeper.recent(standing.caller(), now) -> new Refused(new Refusal.SignInAgain());
            case Admission admission -> admission;
        };
    }

    private static Authority.Basis basis(OrgStanding standing, Permission permission) {
        return switch (standing.grounds(permission).getFirst()) {
            case Ground.ByRole _ -> new Authority.Basis.ByRole();
            case Ground.ByTeam(var team, var _) -> new Authority.Basis.ByTeam(team, permission);
            case Ground.OpenToAll _,
                    Ground.BySetting _,
                    Ground.ByTeamOfPackage _,
                    Ground.ByPackage _,
                    Ground.ByGrant _,
                    Ground.ByPool _,
                    Ground.ByMachine _ ->
                throw new IllegalStateException("what concerns packages is no authority in the organization");
        };
    }
}
