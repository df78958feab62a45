package dev.slipway.adapters.oidc;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Names and values, as a query or as the body of a form.
record Form(Map<String, String> fields) {

    static Form of() {
        return new Form(Map.of());
    }

    Form and(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new Form(more);
    }

    /// The address with these in its query, behind those that it has.
    URI behind(URI address) {
        return URI.create(address + (address.getRawQuery() == null ? "?" : "&") + this);
    }

    /// A space is `%20`, which is read alike in a query and in a form.
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// As it goes over the wire: secrets included.
    @Override
    public String toString() {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }
}
