package dev.slipway.adapters.lambda;

import dev.slipway.kernel.Malformed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Undoes percent escapes, strictly: half an escape or one that isn't UTF-8 is refused. The JDK's own decoder would
/// take a plus in a path for a space and put `?` for what it can't read.
///
/// No sentence quotes the text: paths and queries may hold a token.
final class PercentEncoding {

    private PercentEncoding() {}

    /// @throws Malformed `invalid_path`, also for control characters, which no route has
    static String path(String text) {
        var path = text.indexOf('%') < 0 ? text : decoded(text, false, "path");
        for (int i = 0; i < path.length(); i++) {
            if (Character.isISOControl(path.charAt(i))) {
                throw new Malformed("invalid_path", "The path holds a control character.");
            }
        }
        return path;
    }

    /// A name or a value of a query, where a plus is a space.
    ///
    /// @throws Malformed `invalid_query`
    static String query(String text) {
        return text.indexOf('%') < 0 && text.indexOf('+') < 0 ? text : decoded(text, true, "query");
    }

    private static String decoded(String text, boolean plusIsSpace, String what) {
        var result = new StringBuilder(text.length());
        var escaped = ByteBuffer.allocate(text.length() / 3 + 1);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                escaped.put(octet(text, i + 1, what));
                i += 2;
            } else {
                flush(escaped, result, what);
                result.append(plusIsSpace && c == '+' ? ' ' : c);
            }
        }
        flush(escaped, result, what);
        return result.toString();
    }

    private static byte octet(String text, int at, String what) {
        int high = at + 1 < text.length() ? Character.digit(text.charAt(at), 16) : -1;
        int low = at + 1 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
        if (high < 0 || low < 0) {
            throw new Malformed(
                    "invalid_" + what,
                    "The " + what + " holds a percent sign without two hexadecimal digits behind it.");
        }
        return (byte) (high << 4 | low);
    }

    /// A character's octets stand side by side, so they are read together.
    private static void flush(ByteBuffer escaped, StringBuilder result, String what) {
        if (escaped.position() == 0) {
            return;
        }
        try {
            result.append(StandardCharsets.UTF_8.newDecoder().decode(escaped.flip()));
        } catch (CharacterCodingException _) {
            throw new Malformed("invalid_" + what, "The " + what + " holds escapes that are not UTF-8.");
        }
        escaped.clear();
    }
}
