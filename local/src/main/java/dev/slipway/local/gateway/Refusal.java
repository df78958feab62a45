package dev.slipway.local.gateway;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// What the gateway answers by itself, in the words of the real one: the reason phrase as `message`.
///
/// 404, 500 and 503 are known from the real gateway; the words of 400, 413 and 431 follow their pattern. (REST APIs say
/// other things: "Request Too Long", "Internal server error".)
enum Refusal {
    BAD_REQUEST(400, "Bad Request"),
    NOT_FOUND(404, "Not Found"),
    ENTITY_TOO_LARGE(413, "Request Entity Too Large"),
    HEADERS_TOO_LARGE(431, "Request Header Fields Too Large"),
    INTERNAL_ERROR(500, "Internal Server Error"),
    UNAVAILABLE(503, "Service Unavailable");

    private final int status;
    private final String message;

    Refusal(int status, String message) {
        this.status = status;
        this.message = message;
    }

    ProxyResult answer() {
        var body = ("{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
        return new ProxyResult(
                status, Map.of("content-type", "application/json"), List.of(), Payload.of(body, body.length));
    }
}
