package dev.slipway.local.stripe.wire;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What the stand-in is asked.
///
/// @param query as it came, without the question mark
/// @param headers by their names in lower case, the first of each
public record Request(String method, String path, String query, Map<String, String> headers, String body) {

    static Request of(HttpExchange exchange, byte[] body) {
        var uri = exchange.getRequestURI();
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        var query = uri.getRawQuery();
        return new Request(
                exchange.getRequestMethod(),
                uri.getPath(),
                query == null ? "" : query,
                headers,
                new String(body, StandardCharsets.UTF_8));
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /// The parameters: those of the query, and those of the body after them.
    public Form form() {
        return Form.parse(query + "&" + body);
    }

    /// Without the body and the headers, which have secrets.
    @Override
    public String toString() {
        return method + " " + path;
    }
}
