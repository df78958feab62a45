package dev.slipway.adapters.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A provider that answers each path as it is told to, lies included, and remembers what it was asked.
final class ScriptedProvider implements AutoCloseable {

    record Asked(String method, String path, String authorization, String body, Map<String, List<String>> headers) {}

    private record Said(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Said> said = new HashMap<>();
    private final Map<String, Object> document = new HashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile String silent = "";
    private volatile String dripping = "";

    ScriptedProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        document.put("issuer", url());
        document.put("authorization_endpoint", url() + "/authorize");
        document.put("token_endpoint", url() + "/token");
        document.put("jwks_uri", url() + "/jwks");
        document.put("userinfo_endpoint", url() + "/userinfo");
        describe();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    path,
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    exchange.getRequestHeaders()));
            if (path.equals(silent)) {
                closing.await();
                return;
            }
            if (path.equals(dripping)) {
                drip(exchange);
                return;
            }
            var answer = said.getOrDefault(path, new Said(404, "{}"));
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("location", "http://127.0.0.1:1/elsewhere");
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A byte now and then: each one by itself comes in good time.
    private void drip(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.sendResponseHeaders(200, 0);
        do {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
        } while (!closing.await(200, TimeUnit.MILLISECONDS));
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void says(String path, int status, String body) {
        said.put(path, new Said(status, body));
    }

    /// Changes what it says of itself; null takes it out.
    void describes(String name, Object value) {
        if (value == null) {
            document.remove(name);
        } else {
            document.put(name, value);
        }
        describe();
    }

    private void describe() {
        says("/.well-known/openid-configuration", 200, JSONObjectUtils.toJSONString(document));
    }

    void hasKeys(JWKSet keys) {
        says("/jwks", 200, JSONObjectUtils.toJSONString(keys.toJSONObject()));
    }

    void givesForACode(String idToken) {
        says(
                "/token",
                200,
                JSONObjectUtils.toJSONString(
                        Map.of("access_token", "access-secret", "token_type", "Bearer", "id_token", idToken)));
    }

    void saysNothingAt(String path) {
        silent = path;
    }

    void dripsAt(String path) {
        dripping = path;
    }

    List<Asked> asked(String path) {
        return asked.stream().filter(one -> one.path().equals(path)).toList();
    }

    Asked lastAsked(String path) {
        return new ArrayList<>(asked(path)).getLast();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
