package dev.slipway.webhooks;

import dev.slipway.access.Actor;
import dev.slipway.audit.AuditAction.WebhookPaused;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Origin;
import dev.slipway.kernel.Ids;
import java.time.Instant;

/// Pauses a webhook whose receiver is given up. Owners and admins hear of it since the audit log has a line of it.
final class PauseFailing {

    private static final int GONE = 410;

    private final Endpoints endpoints;
    private final Ids ids;

    PauseFailing(Endpoints endpoints, Ids ids) {
        this.endpoints = endpoints;
        this.ids = ids;
    }

    /// @param endpoint as its health was noted last
    void run(Endpoint endpoint, Attempt last, Instant now) {
        var gone = last.ending() instanceof Attempt.Ending.Answered(var status) && status == GONE;
        if (!gone && !endpoint.health().givenUpAt(now)) {
            return;
        }
        var why = gone
                ? "it answered 410 Gone"
                : "nothing reached it since " + endpoint.health().failingSince().orElseThrow();
        // Refused, somebody has changed it meanwhile, or noted how it answers: the next failure asks again.
        endpoints.pauseAsFailed(
                endpoint,
                new AuditEntry(
                        ids.next(now),
                        new Book.OfOrganization(endpoint.org()),
                        now,
                        new Actor.Registry(),
                        Origin.INSIDE,
                        new WebhookPaused(endpoint.id().value(), endpoint.url().shown(), why)));
    }
}
