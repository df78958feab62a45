package dev.slipway.adapters.lambda;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.kernel.Malformed;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The JSON object that a request to the API brings: flat, of texts, numbers, booleans, and lists of texts.
///
/// A field that the route doesn't know is refused, so that a typo is not taken for consent.
public final class JsonBody {

    private static final int LARGEST = 256 * 1024;

    private final Map<String, Object> fields;

    private JsonBody(Map<String, Object> fields) {
        this.fields = fields;
    }

    /// @param known the fields that the route knows; an empty body is an object without fields
    /// @throws Malformed `invalid_json`, `unknown_field`
    public static JsonBody of(HttpRequest request, String... known) {
        var body = new JsonBody(request.body().length == 0 ? Map.of() : parse(request.body()));
        var names = Set.of(known);
        for (var name : body.fields.keySet()) {
            if (!names.contains(name)) {
                throw new Malformed(
                        "unknown_field",
                        "There is no field \"" + Malformed.shown(name) + "\" here"
                                + (known.length == 0 ? "." : ": use " + String.join(", ", known) + "."));
            }
        }
        return body;
    }

    /// What a package manager sends: fields that nobody here knows are passed over, since its next version may have
    /// more.
    ///
    /// @throws Malformed `invalid_json`
    public static JsonBody ofPackageManager(HttpRequest request) {
        return new JsonBody(request.body().length == 0 ? Map.of() : parse(request.body()));
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /// @throws Malformed `missing_field`, `invalid_field`
    public String text(String name) {
        return findText(name)
                .orElseThrow(() -> new Malformed("missing_field", "The field \"" + name + "\" is missing."));
    }

    /// @throws Malformed `invalid_field`, if it is there and no text
    public Optional<String> findText(String name) {
        return find(name, String.class, "a text");
    }

    /// @throws Malformed `invalid_field`, if it is there and neither true nor false
    public Optional<Boolean> findFlag(String name) {
        return find(name, Boolean.class, "true or false");
    }

    /// @throws Malformed `invalid_field`, if it is there and no whole number
    public Optional<Long> findNumber(String name) {
        return find(name, Long.class, "a whole number");
    }

    /// @throws Malformed `invalid_field`, if it is there and no time as RFC 3339 has them
    public Optional<Instant> findInstant(String name) {
        return findText(name).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException _) {
                throw invalid(name, "a time such as 2026-11-21T08:00:00Z");
            }
        });
    }

    /// @throws Malformed `invalid_field`, if it is there and no list of texts
    public Optional<List<String>> findTexts(String name) {
        return find(name, List.class, "a list of texts").map(list -> {
            var texts = new ArrayList<String>();
            for (var element : list) {
                if (!(element instanceof String text)) {
                    throw invalid(name, "a list of texts");
                }
                texts.add(text);
            }
            return texts;
        });
    }

    private <T> Optional<T> find(String name, Class<T> type, String inWords) {
        var value = fields.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw invalid(name, inWords);
        }
        return Optional.of(type.cast(value));
    }

    private static Malformed invalid(String name, String inWords) {
        return new Malformed("invalid_field", "The field \"" + name + "\" must be " + inWords + ".");
    }

    private static Map<String, Object> parse(byte[] body) {
        if (body.length > LARGEST) {
            throw new Malformed("invalid_json", "The body is longer than " + LARGEST + " bytes.");
        }
        try (var parser = Json.FACTORY.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Malformed("invalid_json", "The body must be a JSON object.");
            }
            var fields = new HashMap<String, Object>();
            for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                var value = value(parser, parser.nextToken());
                if (!value.equals(NULL)) {
                    fields.put(name, value);
                }
            }
            if (parser.nextToken() != null) {
                throw new Malformed("invalid_json", "Something follows the JSON object in the body.");
            }
            return fields;
        } catch (IOException _) {
            throw new Malformed("invalid_json", "The body is not JSON.");
        }
    }

    private static final Object NULL = new Object();
    private static final Object NESTED = new Object();

    private static Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> NULL;
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? NESTED : (Object) parser.getLongValue();
            case START_ARRAY -> list(parser);
            default -> {
                // An object, or a number with a fraction: no route has one, and each getter says what it wants.
                parser.skipChildren();
                yield NESTED;
            }
        };
    }

    private static List<Object> list(JsonParser parser) throws IOException {
        var list = new ArrayList<Object>();
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            list.add(value(parser, token));
        }
        return list;
    }
}
