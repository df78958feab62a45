package dev.slipway.local.stripe.wire;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the stand-in answers. Nothing of it is kept by anyone, and no link in it tells where it was.
///
/// @param charset what makes bytes of the body
public record Response(int status, Map<String, String> headers, String body, Charset charset) {

    private static final Map<String, String> ALWAYS = Map.of(
            "cache-control", "no-store",
            "referrer-policy", "no-referrer",
            "x-content-type-options", "nosniff",
            "x-frame-options", "DENY");

    public static Response json(int status, String json) {
        return of(status, "application/json", json, StandardCharsets.UTF_8);
    }

    public static Response text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text, StandardCharsets.UTF_8);
    }

    /// A page without scripts.
    public static Response html(int status, String html) {
        return of(status, "text/html; charset=utf-8", html, StandardCharsets.UTF_8)
                .with(
                        "content-security-policy",
                        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'");
    }

    public static Response pdf(byte[] document, String name) {
        // One character for each byte.
        return of(
                        200,
                        "application/pdf",
                        new String(document, StandardCharsets.ISO_8859_1),
                        StandardCharsets.ISO_8859_1)
                .with("content-disposition", "attachment; filename=\"%s\"".formatted(name));
    }

    public static Response seeOther(String location) {
        return text(303, "").with("location", location);
    }

    public static Response notFound() {
        return text(404, "There is nothing here.\n");
    }

    private static Response of(int status, String contentType, String body, Charset charset) {
        return new Response(status, Map.of("content-type", contentType), body, charset);
    }

    /// The same with another header.
    public Response with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, more, body, charset);
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
