package dev.slipway.audit.seal;

import dev.slipway.kernel.Ids;
import java.time.Instant;

/// An event as a seal names it.
///
/// @param id a ULID
/// @param sha256 of its [line][EventLine], without the line's end
public record Digest(String id, String sha256) {

    static Digest of(String id, String line) {
        return new Digest(id, Sha256.of(line));
    }

    /// The time that the event stands at in the log, to the millisecond.
    Instant at() {
        return Ids.drawnAt(id);
    }
}
