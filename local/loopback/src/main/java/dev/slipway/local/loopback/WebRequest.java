package dev.slipway.local.loopback;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a stand-in is asked.
///
/// @param query as it came, without the question mark
/// @param headers by their names in lower case, the first of each
public record WebRequest(String method, String path, String query, Map<String, String> headers, String body) {

    static WebRequest of(HttpExchange exchange, byte[] body) {
        var uri = exchange.getRequestURI();
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        var query = uri.getRawQuery();
        return new WebRequest(
                exchange.getRequestMethod(),
                uri.getPath(),
                query == null ? "" : query,
                headers,
                new String(body, StandardCharsets.UTF_8));
    }

    /// Method and path, such as `GET /token`.
    public String operation() {
        return method + " " + path;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /// The parameters of the query; of a name that comes twice, nothing: no two readers shall see two values.
    public Map<String, String> parameters() {
        return decodedPairs(query);
    }

    /// A parameter of the query that is there once.
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters().get(name));
    }

    /// The fields of a form; those that come twice are left out.
    public Map<String, String> form() {
        return decodedPairs(body);
    }

    private static Map<String, String> decodedPairs(String encoded) {
        if (encoded.isEmpty()) {
            return Map.of();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        Map<String, Integer> seen = new HashMap<>();
        for (var pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            seen.merge(name, 1, Integer::sum);
            parameters.put(name, equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        parameters.keySet().removeIf(name -> seen.getOrDefault(name, 0) > 1);
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new BadRequest("A parameter is badly encoded.");
        }
    }

    /// Without the query, the body and the headers, which have secrets.
    @Override
    public String toString() {
        return operation();
    }
}
