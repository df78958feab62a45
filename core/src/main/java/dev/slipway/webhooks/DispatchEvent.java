package dev.slipway.webhooks;

import dev.slipway.access.Actor;
import dev.slipway.audit.RecordedEvent;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;

/// Finds out what an organization's webhooks are to tell of what was done, and sets that off.
///
/// All that is sent begins here, also what somebody sends by hand, and the mail about a webhook that the registry has
/// paused: the audit log has a line of each, written together with it, so nothing can be lost in between.
///
/// It may be run more than once for an event: there is one delivery of it for each webhook, and a message for one that
/// was delivered does nothing. Cut off between the two, it comes to the end the next time.
public final class DispatchEvent {

    private final Endpoints endpoints;
    private final Deliveries deliveries;
    private final Queue queue;
    private final Bodies bodies;

    public DispatchEvent(Endpoints endpoints, Deliveries deliveries, Queue queue, Bodies bodies) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.queue = queue;
        this.bodies = bodies;
    }

    /// What became of it.
    ///
    /// @param told how many webhooks, or people responsible for one, are told
    public record Outcome(int told) {}

    /// @throws IllegalArgumentException if it is no event as it is written
    public Outcome run(OrgSlug org, RecordedEvent event, Instant now) {
        return switch (event.action()) {
            case WebhookEvents.TEST_SENT, WebhookEvents.RESENT -> byHand(event, now);
            case WebhookEvents.PAUSED -> paused(org, event);
            default -> WebhookEvents.isChoosable(event.action()) ? tell(org, event, now) : new Outcome(0);
        };
    }

    private Outcome byHand(RecordedEvent event, Instant now) {
        var id = new DeliveryId(webhook(event), detail(event, "delivery"));
        var pending = deliveries.find(id, now).filter(delivery -> delivery.state() == Delivery.State.PENDING);
        pending.map(Queue.Message::of).ifPresent(queue::send);
        return new Outcome(pending.isPresent() ? 1 : 0);
    }

    /// Whoever pauses one by hand knows of it.
    private Outcome paused(OrgSlug org, RecordedEvent event) {
        if (!(event.actor() instanceof Actor.Registry)) {
            return new Outcome(0);
        }
        queue.sendNotice(new Queue.Notice(org, webhook(event), event.id()));
        return new Outcome(1);
    }

    private static EndpointId webhook(RecordedEvent event) {
        return new EndpointId(detail(event, "webhook"));
    }

    private static String detail(RecordedEvent event, String name) {
        var value = event.details().get(name);
        if (value == null) {
            throw new IllegalArgumentException(event.action() + " without " + name);
        }
        return value;
    }

    private Outcome tell(OrgSlug org, RecordedEvent event, Instant now) {
        var listening = endpoints.listActive(org).stream()
                .filter(endpoint -> endpoint.wants(event.action()))
                // The stream may be behind: what was done before there was a webhook isn't its business.
                .filter(endpoint -> !event.at().isBefore(endpoint.createdAt()))
                .toList();
        if (!listening.isEmpty()) {
            var body = bodies.write(Payload.of(org, event));
            listening.forEach(endpoint -> setOff(endpoint, event, body, now));
        }
        return new Outcome(listening.size());
    }

    private void setOff(Endpoint endpoint, RecordedEvent event, String body, Instant now) {
        var delivery = Delivery.begun(
                new DeliveryId(endpoint.id(), event.id()),
                endpoint.org(),
                event.action(),
                event.target(),
                body,
                event.at(),
                now);
        deliveries.putNew(delivery);
        queue.send(Queue.Message.of(delivery));
    }
}
