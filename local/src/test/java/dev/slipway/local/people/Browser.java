package dev.slipway.local.people;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.adapters.lambda.Events;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// As much of a browser as forms and cookies need: it keeps cookies, and sends forms with the hidden field of the page
/// that it showed last.
final class Browser {

    private static final String REGISTRY = "http://localhost:4873";
    private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([0-9a-f]{64})\"");
    private static final Pattern PROVIDER = Pattern.compile("(/sign-in/with|/api/auth/callback)/([^/]+)");

    private final RequestStreamHandler handler;
    private final String address;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String form = "";

    Browser(RequestStreamHandler handler, String address) {
        this.handler = handler;
        this.address = address;
    }

    /// @param url a path of the registry, with its query
    Answer get(String url) {
        return send(event("GET", url));
    }

    /// Sends a form of the page that was shown last.
    Answer post(String path, Map<String, String> fields) {
        var all = new HashMap<>(fields);
        all.putIfAbsent("form", form);
        return postAs(path, all, REGISTRY, "same-origin");
    }

    /// Sends a form as some page sends it.
    Answer postAs(String path, Map<String, String> fields, String origin, String site) {
        return send(event("POST", path)
                .header("origin", origin)
                .header("sec-fetch-site", site)
                .header("content-type", "application/x-www-form-urlencoded")
                .body(fields.entrySet().stream()
                        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"))));
    }

    Answer method(String method, String path) {
        return send(event(method, path));
    }

    Optional<String> cookie(String name) {
        return Optional.ofNullable(cookies.get(name));
    }

    void set(String name, String value) {
        cookies.put(name, value);
    }

    private Events event(String method, String url) {
        int question = url.indexOf('?');
        var path = question < 0 ? url : url.substring(0, question);
        var event = Events.of(method, path)
                .query(question < 0 ? "" : url.substring(question + 1))
                .userAgent("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")
                .from(address);
        cookies.forEach(event::cookie);
        var provider = PROVIDER.matcher(path);
        return provider.matches()
                ? event.route("ANY " + provider.group(1) + "/{provider}").parameter("provider", provider.group(2))
                : event.route("ANY " + path);
    }

    private Answer send(Events event) {
        var answer = Answer.of(handler, event);
        answer.cookies().forEach(this::keep);
        var found = FORM.matcher(answer.text());
        if (found.find()) {
            form = found.group(1);
        }
        return answer;
    }

    private void keep(String cookie) {
        var pair = cookie.substring(0, cookie.indexOf(';'));
        var name = pair.substring(0, pair.indexOf('='));
        if (cookie.contains("; Max-Age=0;")) {
            cookies.remove(name);
        } else {
            cookies.put(name, pair.substring(pair.indexOf('=') + 1));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
