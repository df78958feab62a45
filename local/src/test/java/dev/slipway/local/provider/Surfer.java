package dev.slipway.local.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Somebody with a browser without scripts: follows redirects, keeps cookies, sends forms as they are on the page.
final class Surfer implements AutoCloseable {

    private static final Pattern INPUT = Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"");

    private final HttpClient client = HttpClient.newHttpClient();

    /// By host. The JDK's own jar sends cookies in a form of the year 2000.
    private final Map<String, Map<String, String>> cookies = new HashMap<>();

    private URI at = URI.create("about:blank");
    private String page = "";
    private int status;

    Surfer go(String url) {
        return load(HttpRequest.newBuilder(URI.create(url)).GET());
    }

    /// Presses the button of the form with this action.
    Surfer send(String action, String... more) {
        var fields = hidden(action);
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        return post(action, fields);
    }

    Surfer post(String action, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return load(HttpRequest.newBuilder(at.resolve(action))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    URI at() {
        return at;
    }

    String page() {
        return page;
    }

    int status() {
        return status;
    }

    private Map<String, String> hidden(String action) {
        var form = Pattern.compile(
                        "<form[^>]*action=\"" + Pattern.quote(action) + "\"[^>]*>(.*?)</form>", Pattern.DOTALL)
                .matcher(page);
        if (!form.find()) {
            throw new AssertionError("no form to " + action + " at " + at + ":\n" + page);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        INPUT.matcher(form.group(1)).results().forEach(input -> fields.put(input.group(1), plain(input.group(2))));
        return fields;
    }

    /// To where it ends, but for one that leads away from this machine.
    private Surfer load(HttpRequest.Builder request) {
        HttpResponse<String> answer = ask(request);
        while (answer.statusCode() == 303 || answer.statusCode() == 302) {
            at = at.resolve(answer.headers().firstValue("location").orElseThrow());
            answer = ask(HttpRequest.newBuilder(at).GET());
        }
        page = answer.body();
        status = answer.statusCode();
        return this;
    }

    private HttpResponse<String> ask(HttpRequest.Builder request) {
        try {
            at = request.build().uri();
            var jar = cookies.computeIfAbsent(at.getHost(), _ -> new LinkedHashMap<>());
            if (!jar.isEmpty()) {
                request.header(
                        "cookie",
                        jar.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
            }
            var answer = client.send(request.build(), BodyHandlers.ofString());
            answer.headers().allValues("set-cookie").forEach(cookie -> keep(jar, cookie));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void keep(Map<String, String> jar, String cookie) {
        var name = cookie.substring(0, cookie.indexOf('='));
        if (cookie.contains("Max-Age=0;")) {
            jar.remove(name);
        } else {
            jar.put(name, cookie.substring(name.length() + 1, cookie.indexOf(';')));
        }
    }

    private static String plain(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
