package dev.slipway.adapters.lambda;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON whose form somebody else knows, as maps, lists, texts and booleans. Numbers are texts: nobody here counts with
/// them. A null is left out.
final class JsonTree {

    private JsonTree() {}

    /// The object that the parser stands at the beginning of; nothing if it stands at something else.
    static Map<String, Object> object(JsonParser parser) throws IOException {
        var members = new LinkedHashMap<String, Object>();
        if (parser.isExpectedStartObjectToken()) {
            for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                var value = value(parser);
                if (value != null) {
                    members.put(name, value);
                }
            }
        }
        return members;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    private static List<Object> list(JsonParser parser) throws IOException {
        var elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            var element = value(parser);
            if (element != null) {
                elements.add(element);
            }
        }
        return elements;
    }
}
