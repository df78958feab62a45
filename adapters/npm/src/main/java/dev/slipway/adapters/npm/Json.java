package dev.slipway.adapters.npm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.slipway.kernel.Malformed;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A JSON value as a client sent it, order and numbers kept.
///
/// Jackson's streaming parser reads it, within bounds; its data binding stays away, which would triple the work of a
/// cold start (`docs/adr/0006`).
sealed interface Json {

    record Obj(Map<String, Json> members) implements Json {

        Optional<Json> find(String name) {
            return Optional.ofNullable(members.get(name));
        }

        Optional<String> text(String name) {
            return members.get(name) instanceof Text(var value) ? Optional.of(value) : Optional.empty();
        }

        /// The object under this name; an empty one if there is none or it is something else.
        Obj object(String name) {
            return members.get(name) instanceof Obj object ? object : new Obj(new LinkedHashMap<>());
        }
    }

    record Array(List<Json> elements) implements Json {}

    record Text(String value) implements Json {}

    /// @param digits as they were written, since 1.0 and 1 are not the same to whoever wrote them
    record Numeral(String digits) implements Json {}

    record Bool(boolean value) implements Json {}

    record Null() implements Json {}

    /// More than any client sends: a tarball in base64 just below the gateway's limit, and no deeper than people nest.
    JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(12_000_000)
                    .maxNameLength(4_096)
                    .maxNumberLength(400)
                    .build())
            .build();

    /// Reads one JSON object.
    ///
    /// @param what names it in the refusal, such as "the request's body"
    /// @throws Malformed if it is no JSON, no object, or nested more than 64 deep
    static Obj object(byte[] json, String what) {
        try (var parser = FACTORY.createParser(utf8(json, what))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Malformed("invalid_json", "Expected " + what + " to be a JSON object.");
            }
            var object = (Obj) read(parser);
            if (parser.nextToken() != null) {
                throw new Malformed("invalid_json", "There is more behind the end of " + what + ".");
            }
            return object;
        } catch (JsonProcessingException e) {
            throw malformed(what, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads one JSON string, as `npm dist-tag add` sends a version.
    static String string(byte[] json, String what) {
        try (var parser = FACTORY.createParser(utf8(json, what))) {
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                throw new Malformed("invalid_json", "Expected " + what + " to be a JSON string, such as \"1.0.0\".");
            }
            return parser.getText();
        } catch (JsonProcessingException e) {
            throw malformed(what, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Between systems JSON is [UTF-8](https://www.rfc-editor.org/rfc/rfc8259#section-8.1). Jackson would guess at
    /// other encodings, and so read a manifest that clients can't read, or read otherwise.
    private static char[] utf8(byte[] json, String what) {
        try {
            var characters = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
            var text = new char[characters.remaining()];
            characters.get(text);
            return text;
        } catch (CharacterCodingException _) {
            throw new Malformed("invalid_json", "Expected " + what + " to be JSON in UTF-8, but it is not UTF-8.");
        }
    }

    /// The value at the parser's current token.
    private static Json read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                var members = new LinkedHashMap<String, Json>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    var name = parser.currentName();
                    parser.nextToken();
                    members.put(name, read(parser));
                }
                yield new Obj(members);
            }
            case START_ARRAY -> {
                var elements = new ArrayList<Json>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(read(parser));
                }
                yield new Array(elements);
            }
            case VALUE_STRING -> new Text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Numeral(parser.getText());
            case VALUE_TRUE -> new Bool(true);
            case VALUE_FALSE -> new Bool(false);
            case VALUE_NULL -> new Null();
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("no value begins here");
        };
    }

    private static Malformed malformed(String what, JsonProcessingException e) {
        var location = e.getLocation();
        var where =
                location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
        return new Malformed("invalid_json", "Expected " + what + " to be JSON, but it isn't" + where + ".");
    }

    /// Writes this value.
    default void write(JsonGenerator out) throws IOException {
        switch (this) {
            case Obj(var members) -> {
                out.writeStartObject();
                for (var member : members.entrySet()) {
                    out.writeFieldName(member.getKey());
                    member.getValue().write(out);
                }
                out.writeEndObject();
            }
            case Array(var elements) -> {
                out.writeStartArray();
                for (var element : elements) {
                    element.write(out);
                }
                out.writeEndArray();
            }
            case Text(var value) -> out.writeString(value);
            case Numeral(var digits) -> out.writeRawValue(digits);
            case Bool(var value) -> out.writeBoolean(value);
            case Null _ -> out.writeNull();
        }
    }

    /// This value as JSON text.
    default String print() {
        return print(this::write);
    }

    /// What is written by hand, as JSON text.
    static String print(Written written) {
        var text = new StringWriter();
        try (var out = FACTORY.createGenerator(text)) {
            written.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing into memory failed", e);
        }
        return text.toString();
    }

    /// Something that knows how to write itself.
    interface Written {

        void to(JsonGenerator out) throws IOException;
    }
}
