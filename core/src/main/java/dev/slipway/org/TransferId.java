package dev.slipway.org;

import dev.slipway.kernel.Ids;

/// The id of a transfer, a ULID. It may be shown and logged; what is in the mailed link is another thing.
public record TransferId(String value) {

    public TransferId {
        Ids.requireUlid(value, "transfer");
    }

    @Override
    public String toString() {
        return value;
    }
}
