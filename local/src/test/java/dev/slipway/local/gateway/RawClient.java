package dev.slipway.local.gateway;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One connection that sends exactly the bytes it is told to, where an ordinary client would tidy them up.
final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /// Sends a request without a body and reads its answer.
    Answer ask(String requestLine, String... headers) throws IOException {
        write(head(requestLine, headers));
        return read(!requestLine.startsWith("HEAD"));
    }

    Answer ask(byte[] body, String requestLine, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Content-Length: " + body.length);
        write(head(requestLine, all.toArray(String[]::new)));
        write(body);
        return read(true);
    }

    static String head(String requestLine, String... headers) {
        var text = new StringBuilder(requestLine).append(" HTTP/1.1\r\nHost: localhost\r\n");
        for (var header : headers) {
            text.append(header).append("\r\n");
        }
        return text.append("\r\n").toString();
    }

    Answer read(boolean withBody) throws IOException {
        var status = Integer.parseInt(line().split(" ", -1)[1]);
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var parts = line.split(": ?", 2);
            headers.computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(parts[1]);
        }
        var length = headers.getOrDefault("content-length", List.of("0")).getFirst();
        var body = withBody ? in.readNBytes(Integer.parseInt(length)) : new byte[0];
        return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    /// Whether the server has closed its side.
    boolean closedByServer() throws IOException {
        return closedByServerAfter(0);
    }

    /// Whether the server closes its side while or after it is sent so many megabytes.
    boolean closedByServerAfter(int megabytes) throws IOException {
        try {
            for (int i = 0; i < megabytes; i++) {
                write(new byte[1 << 20]);
            }
            return in.read() < 0;
        } catch (SocketException _) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("closed after '" + line + "'");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    record Answer(int status, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.containsKey(name) ? String.join(" | ", headers.get(name)) : null;
        }
    }
}
