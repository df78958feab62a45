package dev.slipway.adapters.lambda;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// What SNS hands to a function.
final class TopicEvent {

    private TopicEvent() {}

    /// @param id SNS's own, the same each time that it is delivered
    record Notification(String id, String message) {}

    /// @throws IOException if it isn't JSON
    /// @throws IllegalArgumentException if it isn't SNS's event: the function is set up wrongly
    static List<Notification> read(InputStream input) throws IOException {
        var notifications = new ArrayList<Notification>();
        try (var parser = Json.FACTORY.createParser(input)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("The event is no JSON object.");
            }
            for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                parser.nextToken();
                if (field.equals("Records") && parser.isExpectedStartArrayToken()) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        readRecord(parser, notifications);
                    }
                }
                parser.skipChildren();
            }
        }
        if (notifications.isEmpty()) {
            throw new IllegalArgumentException("The event is not one of an SNS topic.");
        }
        return notifications;
    }

    private static void readRecord(JsonParser parser, List<Notification> notifications) throws IOException {
        for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            if (field.equals("Sns") && parser.isExpectedStartObjectToken()) {
                notifications.add(readSns(parser));
            }
            parser.skipChildren();
        }
    }

    private static Notification readSns(JsonParser parser) throws IOException {
        var id = "";
        var message = "";
        for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "MessageId" -> id = parser.getValueAsString("");
                case "Message" -> message = parser.getValueAsString("");
                default -> {}
            }
            parser.skipChildren();
        }
        return new Notification(id, message);
    }
}
