package dev.slipway.access;

import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.Optional;

/// A caller as seen from one organization. For what concerns the organization and none of its packages.
///
/// @param policy empty if there is no such organization
public record OrgStanding(OrgSlug org, Caller caller, Optional<OrgPolicy> policy) {

    /// @see Gatekeeper#mayChange
    public Decision mayChange(Permission permission, Instant now) {
        return Gatekeeper.mayChange(caller, permission, org, policy, Optional.empty(), now);
    }
}
