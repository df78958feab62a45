package dev.slipway.webhooks;

import dev.slipway.kernel.Ids;

/// What one endpoint is told of one event: however often that event is heard of, it is one delivery.
///
/// @param event the ULID of the audit entry; of a test its own
public record DeliveryId(EndpointId endpoint, String event) {

    public DeliveryId {
        Ids.requireUlid(event, "delivery");
    }

    /// What receivers know it by, the same at every attempt and when it is sent again: `webhook-id`.
    public String messageId() {
        return "msg_" + endpoint + "_" + event;
    }

    @Override
    public String toString() {
        return endpoint + "/" + event;
    }
}
