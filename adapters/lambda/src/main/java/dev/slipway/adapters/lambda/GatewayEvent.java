package dev.slipway.adapters.lambda;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/// An HTTP API's event as it came: nothing decoded but the body, and nothing judged. What isn't used isn't kept.
///
/// The form is called payload 2.0 and described under "Working with AWS Lambda proxy integrations for HTTP APIs".
///
/// Apart from [HttpRequest] so that a request with an unusable path still has an id, a method and a client to log.
final class GatewayEvent {

    private static final byte[] NO_BODY = new byte[0];

    private final Map<String, String> headers = new HashMap<>();
    private final Map<String, String> pathParameters = new HashMap<>();
    private final List<String> cookies = new ArrayList<>();
    private String routeKey = "";
    private String method = "";
    private String rawPath = "";
    private String rawQuery = "";
    private byte[] body = NO_BODY;
    private String sourceIp = "";
    private String requestId;
    private String domainName = "";
    private String stage = "$default";

    private GatewayEvent(String requestId) {
        this.requestId = requestId;
    }

    /// Stands in for an event that can't be read.
    static GatewayEvent unreadable(String invocationId) {
        return new GatewayEvent(invocationId);
    }

    /// Stands in for what a topic brings, which has neither path nor headers.
    static GatewayEvent ofTopic(String messageId) {
        var event = new GatewayEvent(messageId);
        event.method = "SNS";
        return event;
    }

    /// Stands in for what a schedule brings, which has neither path nor headers.
    static GatewayEvent ofSchedule(String eventId) {
        var event = new GatewayEvent(eventId);
        event.method = "SCHEDULE";
        return event;
    }

    /// Stands in for a record of the table's stream, which has neither path nor headers.
    static GatewayEvent ofStream(String eventId) {
        var event = new GatewayEvent(eventId);
        event.method = "STREAM";
        return event;
    }

    /// Stands in for a message of a queue, which has neither path nor headers.
    static GatewayEvent ofQueue(String messageId) {
        var event = new GatewayEvent(messageId);
        event.method = "QUEUE";
        return event;
    }

    /// @param invocationId Lambda's id, for an event that brings none
    /// @throws IOException if it isn't JSON, or passes [Json]'s limits
    /// @throws IllegalArgumentException if it isn't an HTTP API's event: the gateway is set up wrongly
    static GatewayEvent read(InputStream input, String invocationId) throws IOException {
        var event = new GatewayEvent(invocationId);
        try (var parser = Json.FACTORY.createParser(input)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("The event is no JSON object.");
            }
            event.readRoot(parser);
        }
        if (event.method.isEmpty() || event.rawPath.isEmpty()) {
            throw new IllegalArgumentException("The event is not an HTTP API's, payload format 2.0.");
        }
        return event;
    }

    private void readRoot(JsonParser parser) throws IOException {
        var text = "";
        var base64 = false;
        for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "rawPath" -> rawPath = parser.getValueAsString("");
                case "routeKey" -> routeKey = parser.getValueAsString("");
                case "pathParameters" -> readTexts(parser, pathParameters::put);
                case "cookies" -> readCookies(parser);
                case "rawQueryString" -> rawQuery = parser.getValueAsString("");
                case "headers" -> readTexts(parser, (name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
                case "requestContext" -> readContext(parser);
                case "body" -> text = parser.getValueAsString("");
                case "isBase64Encoded" -> base64 = parser.getValueAsBoolean();
                default -> {}
            }
            parser.skipChildren();
        }
        if (!text.isEmpty()) {
            body = base64 ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private static void readTexts(JsonParser parser, BiConsumer<String, String> texts) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            return;
        }
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            texts.accept(name, parser.getValueAsString(""));
            parser.skipChildren();
        }
    }

    private void readCookies(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartArrayToken()) {
            return;
        }
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            cookies.add(parser.getValueAsString(""));
            parser.skipChildren();
        }
    }

    private void readContext(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            return;
        }
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "http" -> readHttp(parser);
                case "requestId" -> requestId = parser.getValueAsString(requestId);
                case "domainName" -> domainName = parser.getValueAsString("");
                case "stage" -> stage = parser.getValueAsString(stage);
                default -> {}
            }
            parser.skipChildren();
        }
    }

    private void readHttp(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            return;
        }
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "method" -> method = parser.getValueAsString("");
                case "sourceIp" -> sourceIp = parser.getValueAsString("");
                default -> {}
            }
            parser.skipChildren();
        }
    }

    Map<String, String> headers() {
        return headers;
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    String method() {
        return method;
    }

    String rawPath() {
        return rawPath;
    }

    /// The route's path as the template has it; `$default` for the default route.
    String routePath() {
        return routeKey.substring(routeKey.indexOf(' ') + 1);
    }

    Map<String, String> pathParameters() {
        return pathParameters;
    }

    List<String> cookies() {
        return cookies;
    }

    String rawQuery() {
        return rawQuery;
    }

    byte[] body() {
        return body;
    }

    String sourceIp() {
        return sourceIp;
    }

    String requestId() {
        return requestId;
    }

    String domainName() {
        return domainName;
    }

    String stage() {
        return stage;
    }

    Client client() {
        return Client.of(header("user-agent"));
    }

    Authorization authorization() {
        var header = headers.get("authorization");
        return header == null ? Authorization.NONE : Authorization.read(header);
    }
}
