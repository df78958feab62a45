package dev.slipway.audit;

import dev.slipway.access.Actor;
import java.time.Instant;

/// One immutable line of an audit log.
///
/// @param id a ULID of `at`, so that entries sort by time
public record AuditEntry(String id, Book book, Instant at, Actor actor, Origin origin, AuditAction action) {}
