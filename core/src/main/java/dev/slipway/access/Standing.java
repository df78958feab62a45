package dev.slipway.access;

import dev.slipway.kernel.OrgSlug;
import java.util.Map;

/// A caller and every organization they belong to. For routes about no organization in particular.
///
/// @param caller its role is empty: it has one in each organization
public record Standing(Caller caller, Map<OrgSlug, Role> roles) {

    public Standing {
        roles = Map.copyOf(roles);
    }
}
