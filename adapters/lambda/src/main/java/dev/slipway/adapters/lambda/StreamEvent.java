package dev.slipway.adapters.lambda;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the event source of a table's stream hands to a function.
final class StreamEvent {

    private StreamEvent() {}

    /// @throws IOException if it isn't JSON
    /// @throws IllegalArgumentException if it isn't a stream's event: the function is set up wrongly
    static List<StreamRecord> read(InputStream input) throws IOException {
        var records = new ArrayList<StreamRecord>();
        try (var parser = Json.FACTORY.createParser(input)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("The event is no JSON object.");
            }
            for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                parser.nextToken();
                if (field.equals("Records") && parser.isExpectedStartArrayToken()) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        records.add(readRecord(parser));
                    }
                }
                parser.skipChildren();
            }
        }
        if (records.isEmpty()) {
            throw new IllegalArgumentException("The event is not one of a table's stream.");
        }
        return records;
    }

    private static StreamRecord readRecord(JsonParser parser) throws IOException {
        var id = "";
        Map<String, Object> change = Map.of();
        for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "eventID" -> id = parser.getValueAsString("");
                case "dynamodb" -> change = JsonTree.object(parser);
                default -> {}
            }
            parser.skipChildren();
        }
        if (!(change.get("SequenceNumber") instanceof String sequenceNumber)) {
            throw new IllegalArgumentException("A record of the event has no sequence number.");
        }
        return new StreamRecord(id, sequenceNumber, image(change));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> image(Map<String, Object> change) {
        return change.get("NewImage") instanceof Map<?, ?> image ? (Map<String, Object>) image : Map.of();
    }
}
