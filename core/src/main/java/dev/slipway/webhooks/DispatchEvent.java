package dev.slipway.webhooks;

import dev.slipway.audit.RecordedEvent;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;

/// Finds out whom an organization's webhooks are to tell of what was done, and sets that off.
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
    /// @param told how many webhooks are told
    public record Outcome(int told) {}

    public Outcome run(OrgSlug org, RecordedEvent event, Instant now) {
        if (!WebhookEvents.isChoosable(event.action())) {
            return new Outcome(0);
        }
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
