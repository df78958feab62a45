package dev.slipway.adapters.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A receiver on this machine that does what a test says, down to single bytes.
final class Receiver implements AutoCloseable {

    /// What it got.
    record Got(String line, Map<String, String> headers, String body) {}

    /// What it does once it has read a request.
    interface Answer {
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch over = new CountDownLatch(1);
    final List<Got> got = new CopyOnWriteArrayList<>();
    volatile Answer answer = saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    volatile boolean readsNothing;

    Receiver(ServerSocket server) {
        this.server = server;
        var _ = threads.submit(this::listen);
    }

    static Receiver start() {
        try {
            return new Receiver(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Answer saying(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Until the test is over.
    void wait(int milliseconds) throws InterruptedException {
        if (over.await(milliseconds, TimeUnit.MILLISECONDS)) {
            throw new InterruptedException();
        }
    }

    int port() {
        return server.getLocalPort();
    }

    private Void listen() throws IOException {
        while (!server.isClosed()) {
            var socket = server.accept();
            var _ = threads.submit(() -> serve(socket));
        }
        return null;
    }

    private Void serve(Socket socket) throws IOException, InterruptedException {
        try (socket) {
            if (!readsNothing) {
                got.add(read(socket.getInputStream()));
            }
            answer.write(socket.getOutputStream());
            socket.getOutputStream().flush();
        }
        return null;
    }

    private static Got read(InputStream in) throws IOException {
        var line = line(in);
        var headers = new LinkedHashMap<String, String>();
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            var colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Got(line, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new IOException("cut off");
            }
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        over.countDown();
        server.close();
        threads.shutdownNow();
    }
}
