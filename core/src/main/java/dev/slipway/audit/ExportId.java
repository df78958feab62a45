package dev.slipway.audit;

import dev.slipway.kernel.Ids;

/// The id of a file that an audit log is exported to: a ULID.
public record ExportId(String value) {

    public ExportId {
        Ids.requireUlid(value, "export");
    }

    @Override
    public String toString() {
        return value;
    }
}
