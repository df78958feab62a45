package dev.slipway.adapters.dynamodb;

import dev.slipway.billing.EventId;
import dev.slipway.billing.HeardEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Stripe's events that were dealt with, in the table.
public final class DynamoHeardEvents implements HeardEvents {

    /// Stripe keeps an event for 30 days, in which somebody there can have it sent again
    /// ([events](https://docs.stripe.com/api/events)).
    private static final Duration KEPT = Duration.ofDays(31);

    private final Table table;

    public DynamoHeardEvents(Table table) {
        this.table = table;
    }

    static Map<String, AttributeValue> item(EventId event, Instant at) {
        return Attributes.item(Keys.event(event), "event", 1)
                .instant("at", at)
                .forgetAt(at.plus(KEPT))
                .build();
    }

    @Override
    public boolean contains(EventId event) {
        return table.get(Keys.event(event)).isPresent();
    }

    @Override
    public void add(EventId event, Instant at) {
        table.put(item(event, at));
    }
}
