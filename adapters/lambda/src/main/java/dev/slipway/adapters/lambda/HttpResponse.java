package dev.slipway.adapters.lambda;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// An answer: status, headers, and a body that is either text or bytes. Immutable.
///
/// The body is held as it was given and escaped or encoded straight into Lambda's stream, so that a packument of some
/// megabytes exists once and not three times.
public final class HttpResponse {

    /// Smaller bodies gain less than the header and the base64 around them cost.
    private static final int WORTH_GZIPPING = 1024;

    private static final byte[] NONE = new byte[0];

    /// What every page is held to. Nothing is loaded but our own style sheets and pictures, no script runs, no other
    /// site shows it in a frame; its forms go to us alone, unless the page says otherwise.
    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
                    + " frame-ancestors 'none'; base-uri 'none'";

    private final int status;
    private final Map<String, String> headers;
    private final List<String> cookies;
    private final @Nullable String text;
    private final byte[] bytes;

    private HttpResponse(int status, Map<String, String> headers, @Nullable String text, byte[] bytes) {
        this(status, headers, List.of(), text, bytes);
    }

    private HttpResponse(
            int status, Map<String, String> headers, List<String> cookies, @Nullable String text, byte[] bytes) {
        this.status = status;
        this.headers = headers;
        this.cookies = cookies;
        this.text = text;
        this.bytes = bytes;
    }

    /// @param json a whole JSON document
    public static HttpResponse json(int status, String json) {
        return new HttpResponse(status, Map.of("content-type", "application/json"), json, NONE);
    }

    /// A page. It is never packed: a page holds secrets beside what a stranger may have put into a link, and the length
    /// of the packed form would tell the one by the other ([BREACH](https://www.breachattack.com)).
    ///
    /// Its address may hold a mailed secret, so nobody keeps it, and whoever is led away from it tells where they come
    /// from without the path. They don't tell nothing, since browsers then send our own forms as if from nowhere.
    public static HttpResponse html(int status, String html) {
        return unshared(new HttpResponse(status, Map.of("content-type", "text/html; charset=utf-8"), html, NONE))
                .with("content-security-policy", PAGE_POLICY);
    }

    /// After a form was sent: the browser gets the next page by GET, so that reloading it sends nothing again.
    ///
    /// @param location a path of this registry, or a whole URL
    public static HttpResponse seeOther(String location) {
        return unshared(empty(303)).with("location", location);
    }

    public static HttpResponse text(int status, String text) {
        return new HttpResponse(status, Map.of("content-type", "text/plain; charset=utf-8"), text, NONE);
    }

    /// @param bytes not copied: the caller is done with them
    public static HttpResponse bytes(int status, String contentType, byte[] bytes) {
        return new HttpResponse(status, Map.of("content-type", contentType), null, bytes);
    }

    /// An answer that is its status and headers.
    public static HttpResponse empty(int status) {
        return new HttpResponse(status, Map.of(), null, NONE);
    }

    /// 302 and no other: yarn 1 takes the token along to the new host on a 307.
    public static HttpResponse redirect(URI location) {
        return empty(302).with("location", location.toASCIIString());
    }

    /// @param etag with its quotation marks
    public static HttpResponse notModified(String etag) {
        return empty(304).with("etag", etag);
    }

    /// Sets a header, in place of one of that name.
    ///
    /// @param name in lower case
    /// @throws IllegalArgumentException for a value with line ends or other control characters in it
    public HttpResponse with(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                throw new IllegalArgumentException("control character in the header " + name);
            }
        }
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpResponse(status, more, cookies, text, bytes);
    }

    /// Sets a cookie, besides those that are set already.
    public HttpResponse with(Cookie cookie) {
        var more = new ArrayList<>(cookies);
        more.add(cookie.header());
        return new HttpResponse(status, headers, more, text, bytes);
    }

    private static HttpResponse unshared(HttpResponse response) {
        return response.with("cache-control", "no-store").with("referrer-policy", "strict-origin");
    }

    HttpResponse withDefault(String name, String value) {
        return headers.containsKey(name) ? this : with(name, value);
    }

    public int status() {
        return status;
    }

    /// @param name in lower case
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /// The same answer, its JSON or CSS packed if it is long and the client can unpack it. [HttpHandler] asks for it.
    ///
    /// `vary` says that the client's `accept-encoding` decided, whichever way it did. An `etag` stays as it is: let
    /// it be a weak one, which is right for both forms.
    HttpResponse gzippedFor(HttpRequest request) {
        int length = text == null ? bytes.length : text.length();
        if (length < WORTH_GZIPPING || headers.containsKey("content-encoding") || !packable()) {
            return this;
        }
        var vary = headers.get("vary");
        var varying = with("vary", vary == null ? "accept-encoding" : vary + ", accept-encoding");
        if (!request.acceptsGzip()) {
            return varying;
        }
        var more = new LinkedHashMap<>(varying.headers);
        more.put("content-encoding", "gzip");
        return new HttpResponse(
                status, more, cookies, null, gzip(text == null ? bytes : text.getBytes(StandardCharsets.UTF_8)));
    }

    /// Whether the gateway's form of it is at most this many bytes.
    boolean fits(int limit) {
        // A character takes 6 bytes at most, as an escape; only what could be too long is measured.
        long most = 6L * (text == null ? 0 : text.length()) + 2L * bytes.length + 100;
        for (var header : headers.entrySet()) {
            most += 6L * (header.getKey().length() + header.getValue().length()) + 8;
        }
        for (var cookie : cookies) {
            most += 6L * cookie.length() + 8;
        }
        if (most <= limit) {
            return true;
        }
        var measure = new Measure();
        try {
            writeTo(measure);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return measure.written <= limit;
    }

    /// Writes it as the gateway reads it, in payload format 2.0.
    void writeTo(OutputStream output) throws IOException {
        try (JsonGenerator generator = Json.FACTORY.createGenerator(output)) {
            generator.writeStartObject();
            generator.writeNumberField("statusCode", status);
            generator.writeObjectFieldStart("headers");
            for (var header : headers.entrySet()) {
                generator.writeStringField(header.getKey(), header.getValue());
            }
            generator.writeEndObject();
            if (!cookies.isEmpty()) {
                generator.writeFieldName("cookies");
                generator.writeArray(cookies.toArray(String[]::new), 0, cookies.size());
            }
            if (text != null) {
                generator.writeStringField("body", text);
            } else if (bytes.length > 0) {
                generator.writeFieldName("body");
                generator.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, bytes, 0, bytes.length);
                generator.writeBooleanField("isBase64Encoded", true);
            }
            generator.writeEndObject();
        }
    }

    private boolean packable() {
        var type = headers.getOrDefault("content-type", "");
        int semicolon = type.indexOf(';');
        var media = semicolon < 0 ? type : type.substring(0, semicolon);
        return media.endsWith("/json") || media.endsWith("+json") || media.equals("text/css");
    }

    private static byte[] gzip(byte[] plain) {
        var packed = new ByteArrayOutputStream(plain.length / 4 + 64);
        try (var gzip = new GZIPOutputStream(packed, 8192)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /// Counts and keeps nothing.
    private static final class Measure extends OutputStream {
        private long written;

        @Override
        public void write(int octet) {
            written++;
        }

        @Override
        public void write(byte[] octets, int from, int length) {
            written += length;
        }
    }
}
