package dev.slipway.local.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a function's result as API Gateway reads it in payload format 2.0.
///
/// A result without `statusCode` is the body itself, with status 200. One with it must be well-formed in all its
/// other fields too; what is wrong there is kept until it is known whether it counts.
final class ResultReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
            .build();

    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<String> cookies = new ArrayList<>();
    private int status;
    private String body = "";
    private boolean base64;
    private @Nullable String fault;

    private ResultReader() {}

    /// The answer that a result stands for.
    ///
    /// @throws IOException if it is no JSON, or no answer
    static ProxyResult read(Payload result) throws IOException {
        try (var json = JSON.createParser(result.array(), 0, result.size())) {
            var first = json.nextToken();
            if (first == null) {
                throw new IOException("the function wrote no result");
            }
            if (first == JsonToken.VALUE_STRING) {
                var text = json.getText();
                expectEnd(json);
                return inferred(payload(text.getBytes(StandardCharsets.UTF_8)));
            }
            var reader = new ResultReader();
            if (first == JsonToken.START_OBJECT) {
                reader.readFields(json);
            } else {
                json.skipChildren();
            }
            expectEnd(json);
            return reader.status == 0 ? inferred(result) : reader.answer();
        }
    }

    private static ProxyResult inferred(Payload body) {
        return new ProxyResult(200, Map.of("content-type", "application/json"), List.of(), body);
    }

    private static Payload payload(byte[] bytes) {
        return Payload.of(bytes, bytes.length);
    }

    private static void expectEnd(JsonParser json) throws IOException {
        if (json.nextToken() != null) {
            throw new IOException("the result goes on after its end");
        }
    }

    private void readFields(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            var value = json.nextToken();
            if (value == JsonToken.VALUE_NULL) {
                continue;
            }
            switch (name) {
                case "statusCode" -> readStatus(json);
                case "headers" -> readHeaders(json);
                case "cookies" -> readCookies(json);
                case "body" -> body = text(json, "body");
                case "isBase64Encoded" -> {
                    base64 = value == JsonToken.VALUE_TRUE;
                    expect(base64 || value == JsonToken.VALUE_FALSE, "isBase64Encoded is no boolean");
                }
                default -> json.skipChildren();
            }
        }
    }

    private void readStatus(JsonParser json) throws IOException {
        status = json.getValueAsInt(-1);
        expect(status >= 200 && status <= 599, "statusCode is no status of an answer");
        json.skipChildren();
    }

    private void readHeaders(JsonParser json) throws IOException {
        if (!json.isExpectedStartObjectToken()) {
            expect(false, "headers is no object");
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            if (json.nextToken() != JsonToken.VALUE_NULL) {
                headers.put(name, json.currentToken().isScalarValue() ? json.getText() : text(json, "header " + name));
            }
        }
    }

    private void readCookies(JsonParser json) throws IOException {
        if (!json.isExpectedStartArrayToken()) {
            expect(false, "cookies is no array");
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            cookies.add(text(json, "a cookie"));
        }
    }

    private String text(JsonParser json, String what) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        expect(false, what + " is no string");
        json.skipChildren();
        return "";
    }

    private void expect(boolean fine, String otherwise) {
        if (!fine && fault == null) {
            fault = otherwise;
        }
    }

    private ProxyResult answer() throws IOException {
        if (fault != null) {
            throw new IOException(fault);
        }
        if (!body.isEmpty() && headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
            headers.put("content-type", "text/plain; charset=utf-8");
        }
        try {
            var bytes = base64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
            return new ProxyResult(status, headers, cookies, payload(bytes));
        } catch (IllegalArgumentException e) {
            throw new IOException("the body is said to be base64 and is not", e);
        }
    }
}
