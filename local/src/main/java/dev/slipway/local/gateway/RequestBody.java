package dev.slipway.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads a request's body within the gateway's limit, and knows which bodies a function gets as text.
final class RequestBody {
    /// More than any client sends by mistake. A body is read to its end even where it is refused, since a client that
    /// is still writing when the connection goes sees a broken pipe and not the reason; npm would then try again.
    private static final long MOST_DRAINED = 256L << 20;

    private static final Set<String> TEXT = Set.of(
            "text/plain",
            "text/html",
            "text/csv",
            "text/xml",
            "application/json",
            "application/xml",
            "application/javascript",
            "application/graphql");
    private static final Pattern TEXT_IN_UTF_8 =
            Pattern.compile("(application/json|text/plain)\\s*;\\s*charset=\"?utf-8\"?");

    private RequestBody() {}

    /// The whole body, empty if there is none. One that announces too much is refused unread.
    static byte[] read(HttpExchange exchange, int limit) throws IOException {
        var announced = exchange.getRequestHeaders().getFirst("Content-Length");
        if (announced == null) {
            return exchange.getRequestHeaders().containsKey("Transfer-Encoding")
                    ? readAtMost(exchange.getRequestBody(), limit)
                    : new byte[0];
        }
        var length = Long.parseLong(announced);
        if (length > limit) {
            throw new Refused(Refusal.ENTITY_TOO_LARGE);
        }
        return readExactly(exchange.getRequestBody(), (int) length);
    }

    /// Reads what is left of a body that nobody wanted, so that the connection can go on; gives up if it is endless.
    static void drain(InputStream body) throws IOException {
        if (body.read() < 0) {
            return;
        }
        var scrap = new byte[1 << 16];
        var drained = 0L;
        for (int n = 0; n >= 0 && drained < MOST_DRAINED; n = body.read(scrap)) {
            drained += n;
        }
    }

    /// Everything that is not on API Gateway's short list arrives in base64: form posts too, every `+json` type, and
    /// what has no content type at all. Of parameters only `charset=utf-8` is known, and only on two types.
    static boolean isText(String contentType) {
        var type = contentType.strip().toLowerCase(Locale.ROOT);
        return TEXT.contains(type) || TEXT_IN_UTF_8.matcher(type).matches();
    }

    private static byte[] readExactly(InputStream in, int length) throws IOException {
        var body = new byte[length];
        for (int at = 0; at < length; ) {
            var n = in.read(body, at, length - at);
            if (n < 0) {
                throw new IOException("the client left in the middle of its body");
            }
            at += n;
        }
        return body;
    }

    private static byte[] readAtMost(InputStream in, int limit) throws IOException {
        var body = new byte[1 << 13];
        var size = 0;
        for (int n = 0; n >= 0; n = in.read(body, size, body.length - size)) {
            size += n;
            if (size > limit) {
                throw new Refused(Refusal.ENTITY_TOO_LARGE);
            }
            if (size == body.length) {
                body = Arrays.copyOf(body, size * 2);
            }
        }
        return Arrays.copyOf(body, size);
    }
}
