package dev.slipway.bench.coldstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/// Stands between a function and one of the services it calls, for two things that a service on loopback lacks: TLS,
/// which is a good part of a first call, and connections that a snapshot has cut.
final class Relay implements AutoCloseable {
    private final ServerSocket door;
    private final InetSocketAddress service;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    Relay(SSLContext tls, InetSocketAddress service) throws IOException {
        this.service = service;
        door = tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "https://127.0.0.1:" + door.getLocalPort();
    }

    /// Ends all connections, as the time between a snapshot and its restore does.
    void cut() {
        for (var socket : open) {
            close(socket);
        }
        open.clear();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var function = door.accept();
                var backend = new Socket(service.getAddress(), service.getPort());
                function.setTcpNoDelay(true);
                backend.setTcpNoDelay(true);
                open.add(function);
                open.add(backend);
                Thread.ofVirtual().start(() -> pass(function, backend));
                Thread.ofVirtual().start(() -> pass(backend, function));
            } catch (IOException closed) {
                // Either the door, which ends the loop, or one connection that came to nothing.
            }
        }
    }

    private void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cut) {
            // What it was for ended on its other side.
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cut();
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
