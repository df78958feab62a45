package dev.slipway.local.webhooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/// A receiver of webhooks on this machine.
final class Hook implements AutoCloseable {

    /// What it got.
    record Got(HttpHeaders headers, String body) {

        String id() {
            return headers.firstValue("webhook-id").orElse("");
        }

        String target() {
            return body.replaceAll(".*\"target\":\"([^\"]*)\".*", "$1");
        }

        /// The detail of this name.
        String detail(String name) {
            return body.replaceAll(".*\"" + name + "\":\"([^\"]*)\".*", "$1");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    final List<Got> got = new CopyOnWriteArrayList<>();
    volatile ToIntFunction<Got> answer = _ -> 204;

    Hook() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?key=secret";
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = HttpHeaders.of(Map.copyOf(exchange.getRequestHeaders()), (_, _) -> true);
            var one = new Got(headers, body);
            got.add(one);
            exchange.getResponseHeaders().set("location", "http://169.254.169.254/latest/meta-data");
            exchange.sendResponseHeaders(answer.applyAsInt(one), -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
