package dev.slipway.local.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Decodes paths and queries as an HTTP API does before a function sees them.
final class PercentEncoding {
    private PercentEncoding() {}

    /// The `rawPath` of an event, which in spite of its name is decoded.
    ///
    /// Captures of the real gateway (hotsock/voker, `ingress-paths.json`) show more than one decoding: it decodes,
    /// takes the outcome for a path again, and so cuts it at a `?` that was encoded, and decodes a second time. So
    /// `%252F` ends as a slash, `%2525` as a percent sign, and `percent%25done` as 400.
    static String path(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        var once = decode(encoded, false);
        var query = once.indexOf('?');
        return decode(query < 0 ? once : once.substring(0, query), false);
    }

    /// The parameters of a query: decoded, and those of one name joined by commas.
    static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int start = 0; start < query.length(); ) {
            var end = query.indexOf('&', start);
            var pair = query.substring(start, end < 0 ? query.length() : end);
            if (!pair.isEmpty()) {
                var equals = pair.indexOf('=');
                var name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
                var value = equals < 0 ? "" : decode(pair.substring(equals + 1), true);
                parameters.merge(name, value, (first, next) -> first + "," + next);
            }
            start = end < 0 ? query.length() : end + 1;
        }
        return parameters;
    }

    private static String decode(String encoded, boolean plusIsSpace) {
        if (encoded.indexOf('%') < 0) {
            return plusIsSpace ? encoded.replace('+', ' ') : encoded;
        }
        var source = encoded.getBytes(StandardCharsets.UTF_8);
        var decoded = ByteBuffer.allocate(source.length);
        for (int i = 0; i < source.length; i++) {
            if (source[i] == '%') {
                decoded.put(octet(source, i + 1));
                i += 2;
            } else {
                decoded.put(plusIsSpace && source[i] == '+' ? (byte) ' ' : source[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException _) {
            throw new Refused(Refusal.BAD_REQUEST);
        }
    }

    private static byte octet(byte[] source, int index) {
        if (index + 1 < source.length) {
            var high = Character.digit(source[index], 16);
            var low = Character.digit(source[index + 1], 16);
            if (high >= 0 && low >= 0) {
                return (byte) ((high << 4) | low);
            }
        }
        throw new Refused(Refusal.BAD_REQUEST);
    }
}
