package dev.slipway.access;

import dev.slipway.kernel.OrgSlug;
import java.util.Map;

/// A caller and every organization they belong to. For routes about no organization in particular.
///
/// @param caller its place is outside: it has one in each organization
/// @param places what it is in each
public record Standing(Caller caller, Map<OrgSlug, Place> places) {

    public Standing {
        places = Map.copyOf(places);
    }

    /// The same caller as seen from one organization.
    public Caller in(OrgSlug org) {
        return caller instanceof Caller.Holder(var credential, var _, var address)
                ? new Caller.Holder(credential, places.getOrDefault(org, new Place.Outside()), address)
                : caller;
    }
}
