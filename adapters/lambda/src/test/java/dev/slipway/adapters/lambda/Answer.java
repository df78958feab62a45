package dev.slipway.adapters.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// What a function answered, read back as the gateway reads it.
///
/// @param length of the whole answer in the gateway's form
public record Answer(int status, Map<String, String> headers, String body, boolean base64, int length) {

    private static final JsonFactory JSON = new JsonFactory();

    public static Answer of(HttpHandler handler, Events event) {
        return of(handler, event.stream());
    }

    public static Answer of(HttpHandler handler, InputStream event) {
        var output = new ByteArrayOutputStream();
        try {
            handler.handleRequest(event, output, new Invocation());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read(output.toByteArray());
    }

    public static Answer read(byte[] written) {
        var answer = object(new String(written, StandardCharsets.UTF_8));
        var headers = new LinkedHashMap<String, String>();
        if (answer.get("headers") instanceof Map<?, ?> sent) {
            sent.forEach((name, value) -> headers.put(name.toString(), value.toString()));
        }
        var status = (Number) answer.getOrDefault("statusCode", 0);
        return new Answer(
                status.intValue(),
                headers,
                answer.getOrDefault("body", "").toString(),
                answer.getOrDefault("isBase64Encoded", false).equals(true),
                written.length);
    }

    /// A header, or the empty text.
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /// The body as the client gets it.
    public byte[] bytes() {
        return base64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
    }

    /// The body as the client unpacks it.
    public String text() {
        if (!header("content-encoding").equals("gzip")) {
            return new String(bytes(), StandardCharsets.UTF_8);
        }
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes()))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Map<String, Object> json() {
        return object(text());
    }

    /// A JSON object as maps, lists, texts, numbers and booleans; members without a value are left out.
    public static Map<String, Object> object(String json) {
        try (var parser = JSON.createParser(json)) {
            parser.nextToken();
            return object(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            throw new IOException("no object");
        }
        var members = new LinkedHashMap<String, Object>();
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            switch (parser.nextToken()) {
                case START_OBJECT -> members.put(name, object(parser));
                case START_ARRAY -> members.put(name, array(parser));
                case VALUE_NULL -> {}
                default -> members.put(name, scalar(parser));
            }
        }
        return members;
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        var elements = new ArrayList<>();
        while (true) {
            switch (parser.nextToken()) {
                case END_ARRAY -> {
                    return elements;
                }
                case START_OBJECT -> elements.add(object(parser));
                case START_ARRAY -> elements.add(array(parser));
                default -> elements.add(scalar(parser));
            }
        }
    }

    private static Object scalar(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> parser.getText();
        };
    }
}
