package dev.slipway.access;

import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.Optional;

/// A caller as seen from one organization. For what concerns the organization and none of its packages.
///
/// @param policy empty if there is no such organization
public record OrgStanding(OrgSlug org, Caller caller, Optional<OrgPolicy> policy) {

    /// For what outsiders may know of, as that a scope is taken.
    ///
    /// @see Gatekeeper#mayChange
    public Decision mayChange(Permission permission, Instant now) {
        return Gatekeeper.mayChange(caller, permission, Resource.of(org), policy, now);
    }

    /// For what is the organization's own affair.
    ///
    /// @see Gatekeeper#mayInside
    public Decision mayInside(Permission permission, Instant now) {
        return Gatekeeper.mayInside(caller, permission, org, policy, now);
    }

    /// The caller's role here; empty for outsiders and machines.
    public Optional<Role> role() {
        return caller instanceof Caller.Holder holder ? holder.role() : Optional.empty();
    }
}
