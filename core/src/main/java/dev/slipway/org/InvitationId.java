package dev.slipway.org;

import dev.slipway.kernel.Ids;

/// The id of an invitation. It opens nothing: that takes the link, or the address.
public record InvitationId(String value) {

    /// @throws dev.slipway.kernel.Malformed `invalid_id`
    public InvitationId {
        Ids.requireUlid(value, "invitation");
    }

    @Override
    public String toString() {
        return value;
    }
}
