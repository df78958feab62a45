package dev.slipway.local.loopback;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a stand-in answers. Nothing of it is kept by anyone, and no link in it tells where it was.
///
/// @param headers by their names
/// @param charset what makes bytes of the body
public record WebResponse(int status, Map<String, String> headers, String body, Charset charset) {

    private static final Map<String, String> ALWAYS = Map.of(
            "cache-control", "no-store",
            "referrer-policy", "no-referrer",
            "x-content-type-options", "nosniff",
            "x-frame-options", "SAMEORIGIN");

    public static WebResponse json(int status, String json) {
        return of(status, "application/json", json);
    }

    public static WebResponse text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text);
    }

    /// A page without scripts.
    public static WebResponse html(int status, String html) {
        return of(status, "text/html; charset=utf-8", html)
                .with(
                        "content-security-policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none';"
                                + " frame-ancestors 'self'");
    }

    /// A document to keep, one character of its body for each byte.
    public static WebResponse pdf(byte[] document, String name) {
        return new WebResponse(
                        200,
                        Map.of("content-type", "application/pdf"),
                        new String(document, StandardCharsets.ISO_8859_1),
                        StandardCharsets.ISO_8859_1)
                .with("content-disposition", "attachment; filename=\"%s\"".formatted(name));
    }

    public static WebResponse seeOther(String location) {
        return text(303, "").with("location", location);
    }

    public static WebResponse notFound() {
        return text(404, "There is nothing here.\n");
    }

    private static WebResponse of(int status, String contentType, String body) {
        return new WebResponse(status, Map.of("content-type", contentType), body, StandardCharsets.UTF_8);
    }

    /// The same with another header.
    public WebResponse with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new WebResponse(status, more, body, charset);
    }

    void send(HttpExchange exchange) throws IOException {
        var out = exchange.getResponseHeaders();
        ALWAYS.forEach(out::set);
        headers.forEach(out::set);
        var bytes = body.getBytes(charset);
        var bodiless = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, bodiless ? -1 : bytes.length);
        if (!bodiless) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
