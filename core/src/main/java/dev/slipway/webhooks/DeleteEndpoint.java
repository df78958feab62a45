package dev.slipway.webhooks;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditAction.WebhookDeleted;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Admission;
import dev.slipway.org.Attempts;
import dev.slipway.org.Authority;
import java.util.Optional;

/// Deletes a webhook. Nothing is sent to it any more, not even what waits; what it was told is forgotten by itself.
public final class DeleteEndpoint {

    private final Endpoints endpoints;
    private final Standings standings;
    private final Ids ids;

    public DeleteEndpoint(Endpoints endpoints, Standings standings, Ids ids) {
        this.endpoints = endpoints;
        this.standings = standings;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        record Deleted(Endpoint endpoint) implements Outcome {}

        record NoSuchEndpoint(EndpointId id) implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, EndpointId id) {
        return Attempts.until(() -> attempt(visit, org, id), new Outcome.Busy(org));
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, EndpointId id) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.MANAGE_WEBHOOKS, visit.at())) {
            case Admission.Refused(var why) -> Optional.of(new Outcome.Refused(why));
            case Admission.Admitted(var by) ->
                endpoints
                        .find(org, id)
                        .map(endpoint -> delete(visit, endpoint, by))
                        .orElseGet(() -> Optional.of(new Outcome.NoSuchEndpoint(id)));
        };
    }

    private Optional<Outcome> delete(Visit visit, Endpoint endpoint, Authority by) {
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(endpoint.org()),
                by.person(),
                new WebhookDeleted(endpoint.id().value(), endpoint.url().shown()));
        return switch (endpoints.delete(endpoint, by, audit)) {
            case COMMITTED -> Optional.of(new Outcome.Deleted(endpoint));
            case MOVED_MEANWHILE -> Optional.empty();
        };
    }
}
