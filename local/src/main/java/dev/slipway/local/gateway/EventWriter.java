package dev.slipway.local.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Writes a request as a Lambda event in payload format 2.0.
///
/// Fields with nothing in them are left out, as the real gateway leaves them out; only `rawQueryString` is always
/// there.
/// `x-forwarded-proto` and the port say what is true here, `http`, where the real ones say `https` and `443`.
final class EventWriter {
    /// The account and the API of every event.
    static final String ACCOUNT = "000000000000";

    private static final String API = "local";
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
            .build();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final int limit;

    EventWriter(int limit) {
        this.limit = limit;
    }

    Payload write(Routes.Match match, String path, ProxyRequest request, byte[] body, Stamp stamp) throws IOException {
        var event = new Payload(2048 + body.length / 2 * 3, limit);
        try (var json = JSON.createGenerator(event)) {
            json.writeStartObject();
            json.writeStringField("version", "2.0");
            json.writeStringField("routeKey", match.route().key());
            json.writeStringField("rawPath", path);
            json.writeStringField("rawQueryString", request.query());
            if (!request.cookies().isEmpty()) {
                json.writeFieldName("cookies");
                json.writeArray(
                        request.cookies().toArray(String[]::new),
                        0,
                        request.cookies().size());
            }
            writeMap(json, "headers", headers(request, body.length, stamp));
            writeMap(json, "queryStringParameters", PercentEncoding.parameters(request.query()));
            writeContext(json, match, path, request, stamp);
            writeMap(json, "pathParameters", match.parameters());
            writeBody(json, request.headers().getOrDefault("content-type", ""), body);
            json.writeEndObject();
        }
        return event;
    }

    private static Map<String, String> headers(ProxyRequest request, int length, Stamp stamp) {
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        headers.putIfAbsent("host", "localhost:" + request.port());
        headers.put("content-length", Integer.toString(length));
        headers.merge("x-forwarded-for", request.sourceIp(), (claimed, known) -> claimed + ", " + known);
        headers.put("x-forwarded-port", Integer.toString(request.port()));
        headers.put("x-forwarded-proto", "http");
        headers.putIfAbsent("x-amzn-trace-id", stamp.traceId());
        return headers;
    }

    private static void writeContext(
            JsonGenerator json, Routes.Match match, String path, ProxyRequest request, Stamp stamp) throws IOException {
        var host = request.host();
        json.writeObjectFieldStart("requestContext");
        json.writeStringField("accountId", ACCOUNT);
        json.writeStringField("apiId", API);
        json.writeStringField("domainName", host);
        json.writeStringField("domainPrefix", host.split("\\.", 2)[0]);
        json.writeObjectFieldStart("http");
        json.writeStringField("method", request.method());
        json.writeStringField("path", path);
        json.writeStringField("protocol", request.protocol());
        json.writeStringField("sourceIp", request.sourceIp());
        json.writeStringField("userAgent", request.headers().getOrDefault("user-agent", ""));
        json.writeEndObject();
        json.writeStringField("requestId", stamp.requestId());
        json.writeStringField("routeKey", match.route().key());
        json.writeStringField("stage", Route.DEFAULT);
        json.writeStringField("time", TIME.format(stamp.time()));
        json.writeNumberField("timeEpoch", stamp.time().toEpochMilli());
        json.writeEndObject();
    }

    private static void writeMap(JsonGenerator json, String name, Map<String, String> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeObjectFieldStart(name);
            for (var entry : values.entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        }
    }

    private static void writeBody(JsonGenerator json, String contentType, byte[] body) throws IOException {
        var text = body.length == 0 || RequestBody.isText(contentType);
        if (body.length > 0) {
            json.writeFieldName("body");
            if (text) {
                json.writeString(new String(body, StandardCharsets.UTF_8));
            } else {
                var encoded = Base64.getEncoder().encode(body);
                json.writeRawUTF8String(encoded, 0, encoded.length);
            }
        }
        json.writeBooleanField("isBase64Encoded", !text);
    }

    /// What the gateway adds to a request from its own clock and dice.
    record Stamp(Instant time, String requestId, String traceId) {}
}
