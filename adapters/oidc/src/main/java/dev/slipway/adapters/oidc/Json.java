package dev.slipway.adapters.oidc;

import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What providers answer in, read by the library that reads their tokens.
final class Json {

    private Json() {}

    /// @param what it is, for the complaint
    /// @throws Outage if it isn't an object: whoever answers is not the provider, but something before it
    static Map<String, Object> object(String text, String what) {
        // The library takes `null` and `[]` for objects too.
        try {
            if (text.stripLeading().startsWith("{")) {
                return JSONObjectUtils.parse(text);
            }
        } catch (ParseException _) {
            // Said below.
        }
        throw new Outage(what + " is no JSON object");
    }

    /// @throws Outage if it isn't a list
    static List<Object> list(String text, String what) {
        try {
            if (text.stripLeading().startsWith("[")) {
                return JSONArrayUtils.parse(text);
            }
        } catch (ParseException _) {
            // Said below.
        }
        throw new Outage(what + " is no JSON list");
    }

    /// A text that is there and not empty.
    static Optional<String> text(Map<String, Object> object, String name) {
        return object.get(name) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    static boolean contains(Map<String, Object> object, String name, String element) {
        return object.get(name) instanceof List<?> list && list.contains(element);
    }

    /// True, or the text `true`, which some providers write.
    static boolean isTrue(Map<String, Object> object, String name) {
        var value = object.get(name);
        return Boolean.TRUE.equals(value) || "true".equals(value);
    }
}
