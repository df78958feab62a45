package dev.slipway.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Sends an answer over one exchange.
final class Reply {
    /// The server makes these itself; API Gateway doesn't let a function choose them either.
    private static final Set<String> OWN_HEADERS =
            Set.of("connection", "content-length", "date", "keep-alive", "transfer-encoding", "upgrade");

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /// The JDK's server keeps a buffer of twice the largest write for the life of a connection, so an answer goes out
    /// in pieces.
    private static final int PIECE = 1 << 16;

    private final HttpExchange exchange;
    private final String requestId;

    Reply(HttpExchange exchange, String requestId) {
        this.exchange = exchange;
        this.requestId = requestId;
    }

    /// Refuses headers that would break the message, before any of it is sent.
    static void check(ProxyResult answer) throws IOException {
        for (var header : answer.headers().entrySet()) {
            checkName(header.getKey());
            checkValue(header.getKey(), header.getValue());
        }
        for (var cookie : answer.cookies()) {
            checkValue("set-cookie", cookie);
        }
    }

    void send(ProxyResult answer) throws IOException {
        var body = answer.body();
        var headers = exchange.getResponseHeaders();
        answer.headers().forEach((name, value) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                headers.add(name, value);
            }
        });
        answer.cookies().forEach(cookie -> headers.add("set-cookie", cookie));
        headers.set("apigw-requestid", requestId);
        if (exchange.getRequestMethod().equals("HEAD") && body.size() > 0) {
            headers.set("content-length", Integer.toString(body.size()));
        }
        if (bodiless(answer)) {
            RequestBody.drain(exchange.getRequestBody());
            exchange.sendResponseHeaders(answer.status(), -1);
        } else {
            exchange.sendResponseHeaders(answer.status(), body.size());
            send(body, exchange.getResponseBody());
            RequestBody.drain(exchange.getRequestBody());
        }
    }

    /// The whole answer is flushed before the rest of an unwanted body is read, so that a client that listens while it
    /// sends hears a refusal at once.
    private static void send(Payload body, OutputStream out) throws IOException {
        for (int at = 0; at < body.size(); at += PIECE) {
            out.write(body.array(), at, Math.min(PIECE, body.size() - at));
        }
        out.flush();
    }

    private boolean bodiless(ProxyResult answer) {
        return exchange.getRequestMethod().equals("HEAD")
                || answer.status() == 204
                || answer.status() == 304
                || answer.body().size() == 0;
    }

    private static void checkName(String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new IOException("the header name '" + name + "' is malformed");
        }
    }

    private static void checkValue(String name, String value) throws IOException {
        if (value.chars().anyMatch(c -> c > 255 || (c < ' ' && c != '\t'))) {
            throw new IOException("the header " + name + " has characters that no header may have");
        }
    }
}
