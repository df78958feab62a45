package dev.slipway.identity;

import dev.slipway.kernel.Ids;

/// The id of an identity that is linked to an account. It tells nothing of whom the provider knows.
public record IdentityId(String value) {

    /// @throws dev.slipway.kernel.Malformed `invalid_id`
    public IdentityId {
        Ids.requireUlid(value, "linked identity");
    }

    @Override
    public String toString() {
        return value;
    }
}
