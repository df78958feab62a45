package dev.slipway.webhooks;

import dev.slipway.access.Permission;
import dev.slipway.access.RateLimits;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditAction.WebhookTestSent;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Admission;
import dev.slipway.org.Attempts;
import dev.slipway.org.Authority;
import java.time.Duration;
import java.util.Optional;

/// Sends a test to a webhook, whatever it has chosen to be told.
///
/// It is written together with its line in the audit log, which [DispatchEvent] hears of: whoever is cut off after that
/// has sent it all the same.
public final class SendTest {

    private final Endpoints endpoints;
    private final Deliveries deliveries;
    private final Bodies bodies;
    private final SendingLimit limit;
    private final Standings standings;
    private final Ids ids;

    public SendTest(
            Endpoints endpoints,
            Deliveries deliveries,
            Bodies bodies,
            RateLimits limits,
            Standings standings,
            Ids ids) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.bodies = bodies;
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

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, EndpointId id) {
        var event = ids.next(visit.at());
        return Attempts.until(() -> attempt(visit, org, id, event), new Outcome.Busy(org));
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, EndpointId id, String event) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.MANAGE_WEBHOOKS, visit.at())) {
            case Admission.Refused(var why) -> Optional.of(new Outcome.Refused(why));
            case Admission.Admitted(var by) ->
                endpoints
                        .find(org, id)
                        .map(endpoint -> add(visit, endpoint, event, by))
                        .orElseGet(() -> Optional.of(new Outcome.NoSuchEndpoint(id)));
        };
    }

    private Optional<Outcome> add(Visit visit, Endpoint endpoint, String event, Authority by) {
        if (!endpoint.active()) {
            return Optional.of(new Outcome.Paused(endpoint));
        }
        var wait = limit.spend(endpoint.id(), visit.at());
        if (wait.isPresent()) {
            return Optional.of(new Outcome.TooFast(wait.get()));
        }
        var body = bodies.write(Payload.test(endpoint.org(), endpoint.id(), event, by.person(), visit.at()));
        var delivery = Delivery.begun(
                new DeliveryId(endpoint.id(), event),
                endpoint.org(),
                WebhookEvents.TEST,
                endpoint.id().value(),
                body,
                visit.at(),
                visit.at());
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(endpoint.org()),
                by.person(),
                new WebhookTestSent(endpoint.id().value(), endpoint.url().shown(), event));
        return switch (deliveries.addTest(delivery, endpoint, by, audit)) {
            case COMMITTED -> Optional.of(new Outcome.Queued(delivery));
            case MOVED_MEANWHILE -> Optional.empty();
        };
    }
}
