package dev.slipway.adapters.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Writes a JSON object, field by field: `JsonText.of(json -> json.text("slug", slug).instant("createdAt", at))`.
///
/// A field without a value is left out, never null.
public final class JsonText {

    private final JsonGenerator generator;

    private JsonText(JsonGenerator generator) {
        this.generator = generator;
    }

    /// The object as a text.
    public static String of(Consumer<JsonText> fields) {
        var text = new StringWriter(256);
        try (JsonGenerator generator = Json.FACTORY.createGenerator(text)) {
            new JsonText(generator).inside(fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /// A list of texts that stands by itself, in no object: package managers want some.
    public static String listOf(Collection<String> texts) {
        var text = new StringWriter(256);
        try (JsonGenerator generator = Json.FACTORY.createGenerator(text)) {
            generator.writeArray(texts.toArray(String[]::new), 0, texts.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /// A list of objects that stands by itself.
    public static <T> String listOf(Collection<T> values, BiConsumer<JsonText, T> fields) {
        var text = new StringWriter(256);
        try (JsonGenerator generator = Json.FACTORY.createGenerator(text)) {
            var json = new JsonText(generator);
            generator.writeStartArray();
            for (var value : values) {
                json.inside(inner -> fields.accept(inner, value));
            }
            generator.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    public JsonText text(String name, String value) {
        return write(() -> generator.writeStringField(name, value));
    }

    public JsonText text(String name, Optional<String> value) {
        value.ifPresent(present -> text(name, present));
        return this;
    }

    public JsonText number(String name, long value) {
        return write(() -> generator.writeNumberField(name, value));
    }

    public JsonText flag(String name, boolean value) {
        return write(() -> generator.writeBooleanField(name, value));
    }

    /// In RFC 3339, UTC.
    public JsonText instant(String name, Instant value) {
        return text(name, value.toString());
    }

    public JsonText instant(String name, Optional<Instant> value) {
        return text(name, value.map(Instant::toString));
    }

    public JsonText texts(String name, Collection<String> values) {
        return write(() -> {
            generator.writeFieldName(name);
            generator.writeArray(values.toArray(String[]::new), 0, values.size());
        });
    }

    public JsonText object(String name, Consumer<JsonText> fields) {
        return write(() -> {
            generator.writeFieldName(name);
            inside(fields);
        });
    }

    public <T> JsonText objects(String name, Collection<T> values, BiConsumer<JsonText, T> fields) {
        return write(() -> {
            generator.writeArrayFieldStart(name);
            for (var value : values) {
                inside(json -> fields.accept(json, value));
            }
            generator.writeEndArray();
        });
    }

    private void inside(Consumer<JsonText> fields) throws IOException {
        generator.writeStartObject();
        fields.accept(this);
        generator.writeEndObject();
    }

    private interface Content {
        void write() throws IOException;
    }

    private JsonText write(Content content) {
        try {
            content.write();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
