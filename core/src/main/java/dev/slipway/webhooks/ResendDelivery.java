package dev.slipway.webhooks;

import dev.slipway.access.Permission;
import dev.slipway.access.RateLimits;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditAction.WebhookResent;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Admission;
import dev.slipway.org.Attempts;
import dev.slipway.org.Authority;
import java.time.Duration;
import java.util.Optional;

/// Sends again by hand what a webhook was told or could not be told, under the same id and with the same body.
///
/// Also what waits for its next attempt, which comes at once then: what stood in line for it is void. It stands in line
/// once [DispatchEvent] has heard of it from the audit log.
public final class ResendDelivery {

    private final Endpoints endpoints;
    private final Deliveries deliveries;
    private final SendingLimit limit;
    private final Standings standings;
    private final Ids ids;

    public ResendDelivery(Endpoints endpoints, Deliveries deliveries, RateLimits limits, Standings standings, Ids ids) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.limit = new SendingLimit(limits);
        this.standings = standings;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// It is on its way.
        record Queued(Delivery delivery) implements Outcome {}

        record Paused(Endpoint endpoint) implements Outcome {}

        record TooFast(Duration retryAfter) implements Outcome {}

        record NoSuchEndpoint(EndpointId id) implements Outcome {}

        record NoSuchDelivery(DeliveryId id) implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, DeliveryId id) {
        return Attempts.until(() -> attempt(visit, org, id), new Outcome.Busy(org));
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, DeliveryId id) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.MANAGE_WEBHOOKS, visit.at())) {
            case Admission.Refused(var why) -> Optional.of(new Outcome.Refused(why));
            case Admission.Admitted(var by) ->
                endpoints
                        .find(org, id.endpoint())
                        .map(endpoint -> again(visit, endpoint, id, by))
                        .orElseGet(() -> Optional.of(new Outcome.NoSuchEndpoint(id.endpoint())));
        };
    }

    private Optional<Outcome> again(Visit visit, Endpoint endpoint, DeliveryId id, Authority by) {
        var delivery = deliveries.find(id, visit.at());
        if (delivery.isEmpty()) {
            return Optional.of(new Outcome.NoSuchDelivery(id));
        }
        if (!endpoint.active()) {
            return Optional.of(new Outcome.Paused(endpoint));
        }
        var wait = limit.spend(endpoint.id(), visit.at());
        return wait.isPresent()
                ? Optional.of(new Outcome.TooFast(wait.get()))
                : write(visit, endpoint, delivery.get().again(visit.at()), by);
    }

    private Optional<Outcome> write(Visit visit, Endpoint endpoint, Delivery next, Authority by) {
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(endpoint.org()),
                by.person(),
                new WebhookResent(
                        endpoint.id().value(), endpoint.url().shown(), next.id().event(), next.type()));
        return switch (deliveries.sendAgain(next, endpoint, by, audit)) {
            case COMMITTED -> Optional.of(new Outcome.Queued(next));
            case MOVED_MEANWHILE -> Optional.empty();
        };
    }
}
