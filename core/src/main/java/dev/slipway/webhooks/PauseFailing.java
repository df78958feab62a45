package dev.slipway.webhooks;

import dev.slipway.access.Actor;
import dev.slipway.audit.AuditAction.WebhookPaused;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Origin;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.Posted;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// Pauses a webhook whose receiver is given up, and tells owners and admins.
///
/// Whoever pauses it is the one who tells, so each is told once; whoever dies between the two has told nobody, and the
/// log alone says it.
final class PauseFailing {

    private static final int GONE = 410;

    private final Endpoints endpoints;
    private final Recipients recipients;
    private final PauseMails mails;
    private final Ids ids;
    private final String registry;

    PauseFailing(Endpoints endpoints, Recipients recipients, PauseMails mails, Ids ids, String registry) {
        this.endpoints = endpoints;
        this.recipients = recipients;
        this.mails = mails;
        this.ids = ids;
        this.registry = registry;
    }

    /// @param endpoint as its health was noted last
    /// @return how many mails were not taken; empty if it wasn't paused
    Optional<Integer> run(Endpoint endpoint, Attempt last, Instant now) {
        var gone = last.ending() instanceof Attempt.Ending.Answered(var status) && status == GONE;
        if (!gone && !endpoint.health().givenUpAt(now)) {
            return Optional.empty();
        }
        var why = gone
                ? "it answered 410 Gone"
                : "nothing reached it since " + endpoint.health().failingSince().orElseThrow();
        var audit = new AuditEntry(
                ids.next(now),
                new Book.OfOrganization(endpoint.org()),
                now,
                new Actor.Registry(),
                Origin.INSIDE,
                new WebhookPaused(endpoint.id().value(), endpoint.url().shown(), why));
        return endpoints.pauseAsFailed(endpoint, audit) ? Optional.of(tell(endpoint, gone)) : Optional.empty();
    }

    private int tell(Endpoint endpoint, boolean gone) {
        int failed = 0;
        for (var address : recipients.of(endpoint.org())) {
            var letter = new PauseMails.Letter(
                    address,
                    endpoint.org(),
                    endpoint.url().shown(),
                    gone ? Optional.empty() : endpoint.health().failingSince(),
                    URI.create(registry + "/console/organizations/" + endpoint.org() + "/webhooks/" + endpoint.id()));
            failed += switch (mails.send(letter)) {
                case Posted.Accepted _ -> 0;
                case Posted.Failed _ -> 1;
            };
        }
        return failed;
    }
}
