package dev.slipway.audit.seal;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// JSON that has one form only, [RFC 8785](https://www.rfc-editor.org/rfc/rfc8785), for objects of texts and of such
/// objects: names in their order, no space anywhere, and nothing escaped that needn't be.
public final class Canonical {

    private Canonical() {}

    /// @param object its values are texts, or maps of the same kind
    /// @throws IllegalArgumentException for any other value
    public static String of(Map<String, ?> object) {
        var json = new StringBuilder();
        write(json, object);
        return json.toString();
    }

    private static void write(StringBuilder json, Map<?, ?> object) {
        var sorted = new TreeMap<String, Object>();
        object.forEach((name, value) -> sorted.put((String) name, value));
        json.append('{');
        sorted.forEach((name, value) -> {
            json.append(json.charAt(json.length() - 1) == '{' ? "" : ",");
            write(json, name);
            json.append(':');
            switch (value) {
                case String text -> write(json, text);
                case Map<?, ?> inside -> write(json, inside);
                default -> throw new IllegalArgumentException("neither a text nor an object: " + name);
            }
        });
        json.append('}');
    }

    private static void write(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\t' -> json.append("\\t");
                case '\n' -> json.append("\\n");
                case '\f' -> json.append("\\f");
                case '\r' -> json.append("\\r");
                default ->
                    json.append(
                            c < ' ' || isHalf(text, i)
                                    ? "\\u%04x".formatted((int) c).toLowerCase(Locale.ROOT)
                                    : c);
            }
        }
        json.append('"');
    }

    /// Half of a character has no form in UTF-8. No table gives one, but nothing must be lost if one comes.
    private static boolean isHalf(String text, int at) {
        var c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
