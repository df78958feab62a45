package dev.slipway.adapters.lambda;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/// What EventBridge hands to a function that a schedule calls.
///
/// @param id EventBridge's own, the same each time that it is delivered
/// @param time the moment that the schedule called for
record ScheduleEvent(String id, Instant time) {

    /// @throws IOException if it isn't JSON
    /// @throws IllegalArgumentException if it isn't a schedule's event: the function is set up wrongly
    static ScheduleEvent read(InputStream input) throws IOException {
        var id = "";
        var time = "";
        var type = "";
        try (var parser = Json.FACTORY.createParser(input)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("The event is no JSON object.");
            }
            for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                parser.nextToken();
                switch (field) {
                    case "id" -> id = parser.getValueAsString("");
                    case "time" -> time = parser.getValueAsString("");
                    case "detail-type" -> type = parser.getValueAsString("");
                    default -> {}
                }
                parser.skipChildren();
            }
        }
        if (!type.equals("Scheduled Event")) {
            throw new IllegalArgumentException("The event is not one of a schedule.");
        }
        try {
            return new ScheduleEvent(id, Instant.parse(time));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("The event has no time.", e);
        }
    }
}
