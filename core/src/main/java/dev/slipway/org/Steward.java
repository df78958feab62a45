package dev.slipway.org;

import dev.slipway.access.Gatekeeper;
import dev.slipway.access.OrgPolicy;
import dev.slipway.access.Permission;
import dev.slipway.access.Place;
import dev.slipway.access.TeamPower;
import java.util.Set;

/// Who changes teams, as they were when it was decided that they may.
///
/// Nobody gives or takes away beyond themselves, and what somebody has who isn't admin may come from any of their
/// teams. So for them it is part of their authority that these are still the same when it is written.
public record Steward(Authority authority, Place.Member place) {

    /// Whether it is by their role that they manage teams. Everybody else can't add themselves to one.
    public boolean byRole() {
        return authority.basis() instanceof Authority.Basis.ByRole;
    }

    /// What a team gives that they have not got themselves.
    Set<Permission> lacking(TeamPower power, OrgPolicy policy) {
        return Gatekeeper.lacking(authority.person(), place, power, policy);
    }

    /// Whether it is they themselves whom it is done to, and by now they are something else than when it was decided.
    /// The write looks at their item once, as the one that it is done to, so that must be the one that decided.
    boolean changed(Teammate mate) {
        return is(mate)
                && mate instanceof Teammate.Person(var member)
                && !member.place().equals(place);
    }

    /// Whether it is they themselves.
    public boolean is(Teammate mate) {
        return mate instanceof Teammate.Person(var member)
                && member.person().id().equals(authority.person().id());
    }
}
