package dev.slipway.packages;

import dev.slipway.kernel.Ids;
import java.time.Instant;

/// Names an edition: a ULID, drawn anew for each printing. Not its content's hash, since a writer who lost a race
/// deletes what it printed, which must never be what the winner's head names.
public record EditionId(String value) {

    public EditionId {
        Ids.requireUlid(value, "edition");
    }

    /// When the request came that printed it.
    public Instant printedAt() {
        return Ids.drawnAt(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
