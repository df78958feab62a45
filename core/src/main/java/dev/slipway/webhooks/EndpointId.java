package dev.slipway.webhooks;

import dev.slipway.kernel.Ids;

/// The id of a webhook: a ULID, never used again.
public record EndpointId(String value) {

    public EndpointId {
        Ids.requireUlid(value, "webhook");
    }

    @Override
    public String toString() {
        return value;
    }
}
