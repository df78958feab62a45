package dev.slipway.access;

import java.util.Set;

/// What a token may be used for. A token only ever narrows what its principal may do.
public enum Scope {
    READ,
    PUBLISH,
    MANAGE;

    /// Whether a token with these scopes may be used for this one. `publish` reads too, since no client publishes
    /// without looking first; an empty set allows nothing.
    public boolean within(Set<Scope> scopes) {
        return scopes.contains(this) || (this == READ && scopes.contains(PUBLISH));
    }
}
