package dev.slipway.local.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/// Maps, lists, texts, numbers and booleans as JSON text: the other direction of `Answer.object`.
final class JsonText {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {}

    static String of(Object value) {
        var text = new StringWriter();
        try (var out = JSON.createGenerator(text)) {
            write(value, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(Object value, JsonGenerator out) throws IOException {
        switch (value) {
            case null -> out.writeNull();
            case Map<?, ?> members -> {
                out.writeStartObject();
                for (var member : members.entrySet()) {
                    out.writeFieldName((String) member.getKey());
                    write(member.getValue(), out);
                }
                out.writeEndObject();
            }
            case List<?> elements -> {
                out.writeStartArray();
                for (var element : elements) {
                    write(element, out);
                }
                out.writeEndArray();
            }
            case Number number -> out.writeNumber(number.toString());
            case Boolean bool -> out.writeBoolean(bool);
            default -> out.writeString(value.toString());
        }
    }
}
