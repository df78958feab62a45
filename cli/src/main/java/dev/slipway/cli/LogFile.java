package dev.slipway.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.slipway.audit.seal.Canonical;
import dev.slipway.audit.seal.LoggedEvents;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.Malformed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// A log as the registry gives it: JSON Lines with an event in each, or the pages of the API one after the other, which
/// have them under `items`.
final class LogFile {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final LoggedEvents events;
    private final Path file;

    private LogFile(LoggedEvents events, Path file) {
        this.events = events;
        this.file = file;
    }

    /// Reads all of it.
    static void read(Path file, LoggedEvents events) throws Unusable {
        try (var bytes = Files.newInputStream(file);
                var json = JSON.createParser(bytes)) {
            new LogFile(events, file).read(json);
        } catch (IOException e) {
            throw new Unusable("The log " + file + " can't be read: " + firstLine(e));
        }
    }

    private void read(JsonParser json) throws IOException, Unusable {
        for (var token = json.nextToken(); token != null; token = json.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                throw strange(json);
            }
            var event = new LinkedHashMap<String, Object>();
            for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                if (json.nextToken() == JsonToken.START_ARRAY && name.equals("items")) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        add(object(json), json);
                    }
                } else if (!name.equals("next")) {
                    event.put(name, value(json));
                }
            }
            if (!event.isEmpty()) {
                add(event, json);
            }
        }
    }

    private Map<String, Object> object(JsonParser json) throws IOException, Unusable {
        var object = new LinkedHashMap<String, Object>();
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            object.put(name, value(json));
        }
        return object;
    }

    private Object value(JsonParser json) throws IOException, Unusable {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case START_OBJECT -> object(json);
            default -> throw strange(json);
        };
    }

    private void add(Map<String, Object> event, JsonParser json) throws Unusable {
        try {
            var id = String.valueOf(event.get("id"));
            Ids.requireUlid(id, "event");
            if (!events.add(id, Canonical.of(event))) {
                throw new Unusable("The log " + file + " has event " + id + " twice.");
            }
        } catch (Malformed _) {
            throw strange(json);
        }
    }

    private Unusable strange(JsonParser json) {
        return new Unusable("The log " + file + " has something in line "
                + json.currentLocation().getLineNr() + " that is no event of the registry's.");
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }
}
