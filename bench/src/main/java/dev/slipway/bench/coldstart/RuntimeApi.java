package dev.slipway.bench.coldstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Lambda's side of the [Runtime API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html): hands events to
/// one runtime client, takes its answers, and notes when each came. SnapStart's restore and its credentials included.
final class RuntimeApi implements AutoCloseable {
    private static final String BASE = "/2018-06-01/runtime/";
    private static final String CREDENTIALS = "/credentials";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// What the client said, and when.
    private record Message(Kind kind, long at, String body) {
        enum Kind {
            ASKS_FOR_EVENT,
            AWAITS_RESTORE,
            ANSWERS,
            FAILS
        }
    }

    record Answer(String body, Duration took, long at) {}

    private final HttpServer server;
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> restores = new LinkedBlockingQueue<>();

    RuntimeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    String credentialsUrl() {
        return "http://" + address() + CREDENTIALS;
    }

    /// Waits until the function is initialized, and says when it was.
    long awaitReady() {
        return await(Message.Kind.ASKS_FOR_EVENT).at();
    }

    /// Waits until the function may be frozen, and says when it was.
    long awaitSnapshot() {
        return await(Message.Kind.AWAITS_RESTORE).at();
    }

    void restore() {
        restores.add(true);
    }

    /// Whoever waits for the function learns that it is no more.
    void processEnded(int exitCode) {
        messages.add(new Message(Message.Kind.FAILS, System.nanoTime(), "its process ended with " + exitCode));
    }

    /// One invocation; returns when the function has answered and asks for the next event.
    ///
    /// @param atAnswer called at the moment of the answer
    Answer invoke(byte[] event, Runnable atAnswer) {
        var from = System.nanoTime();
        events.add(event);
        var answer = await(Message.Kind.ANSWERS);
        atAnswer.run();
        await(Message.Kind.ASKS_FOR_EVENT);
        return new Answer(answer.body(), Duration.ofNanos(answer.at() - from), answer.at());
    }

    private Message await(Message.Kind expected) {
        try {
            var message = messages.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (message == null) {
                throw new IllegalStateException("the function went silent before it " + expected);
            }
            if (message.kind() != expected) {
                throw new IllegalStateException("the function %s: %s".formatted(message.kind(), message.body()));
            }
            return message;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var now = System.nanoTime();
            var path = exchange.getRequestURI().getPath();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (path.equals(BASE + "invocation/next")) {
                messages.add(new Message(Message.Kind.ASKS_FOR_EVENT, now, ""));
                handOut(exchange, events.take());
            } else if (path.equals(BASE + "restore/next")) {
                messages.add(new Message(Message.Kind.AWAITS_RESTORE, now, ""));
                restores.take();
                answer(exchange, 200, new byte[0]);
            } else if (path.equals(CREDENTIALS)) {
                answer(exchange, 200, credentials());
            } else if (path.endsWith("/response")) {
                messages.add(new Message(Message.Kind.ANSWERS, now, body));
                answer(exchange, 202, new byte[0]);
            } else {
                messages.add(new Message(Message.Kind.FAILS, now, path + " " + body));
                answer(exchange, 202, new byte[0]);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (UncheckedIOException closed) {
            throw closed.getCause();
        }
    }

    private static void handOut(HttpExchange exchange, byte[] event) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
        headers.set(
                "Lambda-Runtime-Deadline-Ms",
                Long.toString(Instant.now().plus(PATIENCE).toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-1:123456789012:function:bench");
        headers.set(
                "Lambda-Runtime-Trace-Id",
                "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0");
        headers.set("Content-Type", "application/json");
        answer(exchange, 200, event);
    }

    /// SnapStart's environments get their credentials from here, not by environment variables.
    private static byte[] credentials() {
        var expiration = Instant.now().plus(Duration.ofHours(6));
        return """
                {"AccessKeyId": "%s", "SecretAccessKey": "%s", "Token": "bench", "Expiration": "%s"}
                """.formatted(Sandbox.ACCESS_KEY, Sandbox.SECRET_KEY, expiration).getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
