package dev.slipway.adapters.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Events as an HTTP API sends them, payload 2.0: `Events.get("/@acme/pad").bearer(token)`.
public final class Events {

    public static final String REQUEST_ID = "JKJaXmPLvHcESHA=";
    public static final String DOMAIN = "r3pmxmplak.execute-api.eu-west-1.amazonaws.com";

    private static final JsonFactory JSON = new JsonFactory();

    private final String method;
    private final String path;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String query = "";
    private String body = "";
    private boolean base64;
    private String sourceIp = "203.0.113.7";
    private String requestId = REQUEST_ID;
    private String stage = "$default";

    private Events(String method, String path) {
        this.method = method;
        this.path = path;
        header("accept-encoding", "identity");
        header("host", DOMAIN);
        header("x-amzn-trace-id", "Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e");
    }

    /// @param path as the gateway hands it over, which is decoded as a rule
    public static Events get(String path) {
        return of("GET", path);
    }

    public static Events put(String path) {
        return of("PUT", path);
    }

    public static Events post(String path) {
        return of("POST", path);
    }

    public static Events delete(String path) {
        return of("DELETE", path);
    }

    public static Events of(String method, String path) {
        return new Events(method, path);
    }

    /// @param raw as it stands behind the question mark
    public Events query(String raw) {
        query = raw;
        return this;
    }

    public Events header(String name, String value) {
        headers.put(name.toLowerCase(Locale.ROOT), value);
        return this;
    }

    public Events bearer(String token) {
        return header("authorization", "Bearer " + token);
    }

    public Events basic(String user, String password) {
        var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return header("authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    public Events userAgent(String userAgent) {
        return header("user-agent", userAgent);
    }

    /// A body of a type that the gateway passes on as text, such as `application/json`.
    public Events body(String text) {
        body = text;
        base64 = false;
        return this;
    }

    /// A body of any other type.
    public Events body(byte[] bytes) {
        body = Base64.getEncoder().encodeToString(bytes);
        base64 = true;
        return this;
    }

    public Events from(String address) {
        sourceIp = address;
        return this;
    }

    public Events requestId(String id) {
        requestId = id;
        return this;
    }

    /// A named stage stands in front of the path as well; put it there too.
    public Events stage(String name) {
        stage = name;
        return this;
    }

    public InputStream stream() {
        return new ByteArrayInputStream(json().getBytes(StandardCharsets.UTF_8));
    }

    public String json() {
        var json = new StringWriter();
        try (var out = JSON.createGenerator(json)) {
            out.writeStartObject();
            out.writeStringField("version", "2.0");
            out.writeStringField("routeKey", "$default");
            out.writeStringField("rawPath", path);
            out.writeStringField("rawQueryString", query);
            out.writeArrayFieldStart("cookies");
            out.writeString("theme=dark");
            out.writeEndArray();
            out.writeObjectFieldStart("headers");
            for (var header : headers.entrySet()) {
                out.writeStringField(header.getKey(), header.getValue());
            }
            out.writeEndObject();
            out.writeObjectFieldStart("requestContext");
            out.writeStringField("accountId", "123456789012");
            out.writeStringField("apiId", "r3pmxmplak");
            out.writeStringField("domainName", DOMAIN);
            out.writeStringField("domainPrefix", "r3pmxmplak");
            out.writeObjectFieldStart("http");
            out.writeStringField("method", method);
            out.writeStringField("path", path);
            out.writeStringField("protocol", "HTTP/1.1");
            out.writeStringField("sourceIp", sourceIp);
            out.writeStringField("userAgent", headers.getOrDefault("user-agent", ""));
            out.writeEndObject();
            out.writeStringField("requestId", requestId);
            out.writeStringField("routeKey", "$default");
            out.writeStringField("stage", stage);
            out.writeStringField("time", "10/Mar/2026:05:16:23 +0000");
            out.writeNumberField("timeEpoch", 1773119783000L);
            out.writeEndObject();
            if (!body.isEmpty()) {
                out.writeStringField("body", body);
            }
            out.writeBooleanField("isBase64Encoded", base64);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return json.toString();
    }
}
