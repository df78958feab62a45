package dev.slipway.adapters.dynamodb;

import dev.slipway.webhooks.Endpoint;

/// Writes webhooks that nobody made by hand.
public final class WebhookPen {

    private WebhookPen() {}

    public static void write(Table table, Endpoint endpoint) {
        table.put(EndpointItem.write(endpoint));
    }

    public static void delete(Table table, Endpoint endpoint) {
        table.take(Keys.webhook(endpoint.org(), endpoint.id()));
    }
}
