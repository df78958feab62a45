package dev.slipway.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A request as it came over the wire, before anything is decoded.
///
/// @param path the path of the request target, still encoded
/// @param query the query of the request target, still encoded, or empty
/// @param headers by lower-case name, repeated ones joined by commas, without cookies
/// @param headBytes the size that API Gateway limits: the request line and all header values
record ProxyRequest(
        String method,
        String path,
        String query,
        String protocol,
        String sourceIp,
        int port,
        Map<String, String> headers,
        List<String> cookies,
        int headBytes) {

    /// These are between two hops of HTTP, so no function sees them.
    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "expect", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade");

    static ProxyRequest of(HttpExchange exchange) {
        var method = exchange.getRequestMethod();
        var target = exchange.getRequestURI().toString();
        var protocol = exchange.getProtocol();
        var bytes = (method + " " + target + " " + protocol).length();
        Map<String, String> headers = new LinkedHashMap<>();
        List<String> cookies = new ArrayList<>();
        for (var header : exchange.getRequestHeaders().entrySet()) {
            var name = header.getKey().toLowerCase(Locale.ROOT);
            var value = String.join(",", header.getValue());
            bytes += value.length();
            if (name.equals("cookie")) {
                addCookies(header.getValue(), cookies);
            } else if (!HOP_BY_HOP.contains(name)) {
                headers.put(name, value);
            }
        }
        var origin = origin(target);
        var cut = origin.indexOf('?');
        var path = cut < 0 ? origin : origin.substring(0, cut);
        var query = cut < 0 ? "" : origin.substring(cut + 1);
        var peer = exchange.getRemoteAddress().getAddress().getHostAddress();
        var port = exchange.getLocalAddress().getPort();
        return new ProxyRequest(method, path, query, protocol, peer, port, headers, cookies, bytes);
    }

    /// The host name that the client used, without a port.
    String host() {
        var host = headers.getOrDefault("host", "localhost");
        var colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    /// The path and query of a request target: the whole of it, but for the absolute form that a proxy is sent. It is
    /// cut here and not by [java.net.URI], which takes the beginning of `//a/b` for a host.
    private static String origin(String target) {
        if (target.startsWith("/")) {
            return target;
        }
        var scheme = target.indexOf("://");
        var slash = scheme < 0 ? -1 : target.indexOf('/', scheme + 3);
        if (slash < 0) {
            throw new Refused(Refusal.BAD_REQUEST);
        }
        return target.substring(slash);
    }

    private static void addCookies(List<String> values, List<String> cookies) {
        for (var value : values) {
            for (var cookie : value.split(";", -1)) {
                if (!cookie.isBlank()) {
                    cookies.add(cookie.strip());
                }
            }
        }
    }
}
