package dev.slipway.audit;

import dev.slipway.access.Actor;
import dev.slipway.access.Presented;
import java.time.Instant;

/// A request, as far as every use case needs it: what it showed, where it came from, and when it arrived.
///
/// @param registry the registry's own URL as this client reaches it, without a slash at the end; the tarball URLs
///     that it is given begin with it
/// @param at read once, so that all that one request does happens at one time
public record Visit(Presented presented, Origin origin, String registry, Instant at) {

    /// The entry for what this visit does.
    public AuditEntry entry(String id, Book book, Actor actor, AuditAction action) {
        return new AuditEntry(id, book, at, actor, origin, action);
    }
}
