package dev.slipway.access;

import dev.slipway.kernel.Ids;

/// The id of a service account: a ULID, never used again.
public record ServiceAccountId(String value) {

    public ServiceAccountId {
        Ids.requireUlid(value, "service account");
    }

    @Override
    public String toString() {
        return value;
    }
}
