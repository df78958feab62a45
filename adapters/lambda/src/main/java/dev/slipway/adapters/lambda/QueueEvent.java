package dev.slipway.adapters.lambda;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the event source of a queue hands to a function.
final class QueueEvent {

    private QueueEvent() {}

    /// @throws IOException if it isn't JSON
    /// @throws IllegalArgumentException if it isn't a queue's event: the function is set up wrongly
    static List<QueuedMessage> read(InputStream input) throws IOException {
        var messages = new ArrayList<QueuedMessage>();
        try (var parser = Json.FACTORY.createParser(input)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("The event is no JSON object.");
            }
            for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                parser.nextToken();
                if (field.equals("Records") && parser.isExpectedStartArrayToken()) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        messages.add(message(JsonTree.object(parser)));
                    }
                }
                parser.skipChildren();
            }
        }
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("The event is not one of a queue.");
        }
        return messages;
    }

    private static QueuedMessage message(Map<String, Object> record) {
        var attributes = record.get("attributes") instanceof Map<?, ?> named ? named : Map.of();
        if (!"aws:sqs".equals(record.get("eventSource"))
                || !(record.get("messageId") instanceof String id)
                || !(record.get("receiptHandle") instanceof String receipt)
                || !(record.get("body") instanceof String body)) {
            throw new IllegalArgumentException("A record of the event is no message of a queue.");
        }
        return new QueuedMessage(
                id,
                receipt,
                String.valueOf(attributes.containsKey("MessageGroupId") ? attributes.get("MessageGroupId") : ""),
                number(attributes.get("ApproximateReceiveCount")),
                body);
    }

    private static int number(@Nullable Object text) {
        return text instanceof String digits && digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : 1;
    }
}
