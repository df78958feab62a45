package dev.slipway.audit;

import dev.slipway.access.Actor;
import java.time.Instant;
import java.util.Map;

/// A line of an audit log, as it was written.
///
/// @param id a ULID: lines sort by it
/// @param actor as they were called then
/// @param action its [name][AuditAction#name]
/// @param details with before and after for a change
public record RecordedEvent(
        String id, Instant at, Actor actor, String action, String target, Map<String, String> details, Origin origin) {

    public RecordedEvent {
        details = Map.copyOf(details);
    }
}
