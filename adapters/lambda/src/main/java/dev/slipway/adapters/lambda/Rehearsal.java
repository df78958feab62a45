package dev.slipway.adapters.lambda;

import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.access.Token;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Takes requests that nobody sent through a handler, from the event's bytes to the answer's and the log lines, before
/// SnapStart takes its picture: for [HttpHandler#prime].
///
/// The handler is a second one of the same class, on a table and a bucket in memory. An answer that isn't the expected
/// one ends the rehearsal: it loaded the wrong code, and whoever changed the handler should hear of it.
public final class Rehearsal {

    /// What the second handler finds in its environment: no snapshot is taken of it.
    public static final Environment ENVIRONMENT =
            Environment.of(Map.of(Settings.INITIALIZATION, Settings.ON_DEMAND, "REGISTRY_URL", "https://npm.invalid"));

    private final HttpHandler handler;
    private final Token token;

    /// @param token of whoever asks
    public Rehearsal(HttpHandler handler, Token token) {
        this.handler = handler;
        this.token = token;
    }

    /// Asks for something.
    ///
    /// @throws IllegalStateException if it is answered otherwise
    public void expect(int status, String method, String path, Map<String, String> headers) throws IOException {
        expect(status, method, path, headers, "");
    }

    /// Sends something.
    ///
    /// @throws IllegalStateException if it is answered otherwise
    public void expect(int status, String method, String path, Map<String, String> headers, String body)
            throws IOException {
        var output = new ByteArrayOutputStream();
        var event = new ByteArrayInputStream(event(method, path, headers, body));
        // As the runtime client sets it for each invocation, which has the SDK pass it on.
        System.setProperty(LambdaFunction.TRACE_PROPERTY, RehearsalContext.TRACE);
        try {
            handler.handleRequest(event, output, new RehearsalContext());
        } finally {
            System.clearProperty(LambdaFunction.TRACE_PROPERTY);
        }
        var answered = status(output.toByteArray());
        if (answered != status) {
            throw new IllegalStateException(
                    "a rehearsed %s was answered with %d and not with %d".formatted(method, answered, status));
        }
    }

    /// As an HTTP API sends it, payload format 2.0.
    private byte[] event(String method, String path, Map<String, String> headers, String body) throws IOException {
        var sent = new LinkedHashMap<>(Map.of(
                "authorization", "Bearer " + token.secret(),
                "accept-encoding", "gzip",
                "content-type", "application/json",
                "user-agent", "npm/11.0.0 node/v24.0.0 linux x64 workspaces/false"));
        sent.putAll(headers);
        var event = new ByteArrayOutputStream();
        try (var generator = Json.FACTORY.createGenerator(event)) {
            generator.writeStartObject();
            generator.writeStringField("rawPath", path);
            generator.writeObjectFieldStart("headers");
            for (var header : sent.entrySet()) {
                generator.writeStringField(header.getKey(), header.getValue());
            }
            generator.writeEndObject();
            generator.writeObjectFieldStart("requestContext");
            generator.writeStringField("requestId", "rehearsal");
            generator.writeObjectFieldStart("http");
            generator.writeStringField("method", method);
            generator.writeStringField("sourceIp", "192.0.2.1");
            generator.writeEndObject();
            generator.writeEndObject();
            generator.writeStringField("body", body);
            generator.writeEndObject();
        }
        return event.toByteArray();
    }

    private static int status(byte[] answer) throws IOException {
        try (var parser = Json.FACTORY.createParser(answer)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME
                        && parser.currentName().equals("statusCode")) {
                    return parser.nextIntValue(0);
                }
            }
            return 0;
        }
    }
}
