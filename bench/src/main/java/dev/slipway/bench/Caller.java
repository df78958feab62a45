package dev.slipway.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// As much of HTTP/1.1 as a load needs, one kept-alive connection a server, and next to no work of its own: on a small
/// machine the client's share of the processor would otherwise hide the servers' difference.
///
/// Follows a redirect as npm does, without the token where it leads to another host.
public final class Caller implements AutoCloseable {

    /// @param headers by their lower-case names
    /// @param body its octets as ISO 8859-1, which costs nothing: most are compressed and looked at by nobody
    public record Answer(int status, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private record Connection(Socket socket, InputStream in) {}

    private static final byte[] NOTHING = {};
    private final Map<String, Connection> connections = new HashMap<>();

    public Answer get(URI address, Map<String, String> headers) throws IOException {
        var answer = call("GET", address, headers, NOTHING);
        if (answer.status() != 302) {
            return answer;
        }
        var elsewhere = address.resolve(answer.header("location"));
        var kept = new HashMap<>(headers);
        if (!elsewhere.getHost().equals(address.getHost())) {
            kept.remove("Authorization");
        }
        return call("GET", elsewhere, kept, NOTHING);
    }

    public Answer put(URI address, Map<String, String> headers, byte[] body) throws IOException {
        return call("PUT", address, headers, body);
    }

    private Answer call(String method, URI address, Map<String, String> headers, byte[] body) throws IOException {
        var request = new StringBuilder(512)
                .append("%s %s HTTP/1.1\r\n".formatted(method, pathOf(address)))
                .append("Host: %s\r\n".formatted(address.getAuthority()));
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        if (body.length > 0) {
            request.append("Content-Length: %d\r\n".formatted(body.length));
        }
        var head = request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        var connection = connections.get(address.getAuthority());
        if (connection != null) {
            try {
                return exchange(connection, address, head, body);
            } catch (IOException idleConnectionWasClosed) {
                close(address.getAuthority());
            }
        }
        var socket = new Socket(address.getHost(), address.getPort());
        socket.setTcpNoDelay(true);
        var fresh = new Connection(socket, new BufferedInputStream(socket.getInputStream(), 1 << 16));
        connections.put(address.getAuthority(), fresh);
        return exchange(fresh, address, head, body);
    }

    private static String pathOf(URI address) {
        return address.getRawQuery() == null
                ? address.getRawPath()
                : address.getRawPath() + "?" + address.getRawQuery();
    }

    private Answer exchange(Connection connection, URI address, byte[] head, byte[] body) throws IOException {
        var out = connection.socket().getOutputStream();
        out.write(head);
        out.write(body);
        var in = connection.in();
        var status = Integer.parseInt(line(in).split(" ", 3)[1]);
        var headers = new HashMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var answer = new Answer(status, headers, new String(body(in, status, headers), StandardCharsets.ISO_8859_1));
        if (answer.header("connection").equalsIgnoreCase("close")) {
            close(address.getAuthority());
        }
        return answer;
    }

    private static byte[] body(InputStream in, int status, Map<String, String> headers) throws IOException {
        if (status == 204 || status == 304) {
            return NOTHING;
        }
        if (!"chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        }
        var body = new ByteArrayOutputStream();
        for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static int chunkSize(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder(64);
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the server closed the connection");
            }
            line.append((char) octet);
        }
        line.setLength(line.length() - 1);
        return line.toString();
    }

    private void close(String authority) throws IOException {
        var connection = connections.remove(authority);
        if (connection != null) {
            connection.socket().close();
        }
    }

    @Override
    public void close() throws IOException {
        for (var connection : connections.values()) {
            connection.socket().close();
        }
        connections.clear();
    }
}
