package dev.slipway.local.gateway;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// A running gateway with one function, for a test to talk to.
final class Api implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-21T04:05:06.789Z");

    /// Answers with the event it got: a result without a status is the body itself.
    static final RequestStreamHandler ECHO = (in, out, _) -> in.transferTo(out);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final List<String> log = new CopyOnWriteArrayList<>();
    private final Gateway gateway;

    private Api(Setup setup) {
        var functions = new Functions(_ -> setup.handlers.get(), setup.limits, log::add);
        var blocks = Template.parse(template(setup.routes)).functions().stream()
                .map(setup.change)
                .toList();
        gateway = new Gateway(blocks, functions, 0, InstantSource.fixed(NOW)).start();
    }

    static Api echo(String... routes) {
        return answering(ECHO, routes);
    }

    static Api answering(RequestStreamHandler handler, String... routes) {
        return new Setup(routes).handler(handler).start();
    }

    /// Answers every request with this result.
    static Api returning(String result) {
        return answering((_, out, _) -> out.write(result.getBytes(StandardCharsets.UTF_8)), "$default");
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).build());
    }

    HttpResponse<String> post(String path, byte[] body, String... headers) throws IOException, InterruptedException {
        return send(
                request(path, headers).POST(BodyPublishers.ofByteArray(body)).build());
    }

    HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(gateway.url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    byte[] bytes(String path) throws IOException, InterruptedException {
        return CLIENT.send(request(path).build(), BodyHandlers.ofByteArray()).body();
    }

    HttpResponse<String> put(String path, byte[] body, String type) throws IOException, InterruptedException {
        return send(request(path, "Content-Type", type)
                .PUT(BodyPublishers.ofByteArray(body))
                .build());
    }

    /// The event that a GET makes.
    Map<String, Object> event(String path, String... headers) throws IOException, InterruptedException {
        return JsonTree.object(get(path, headers).body());
    }

    RawClient connect() throws IOException {
        return new RawClient(port());
    }

    int port() {
        return URI.create(gateway.url()).getPort();
    }

    Gateway gateway() {
        return gateway;
    }

    @Override
    public void close() {
        gateway.stop();
    }

    static String template(String... routes) {
        var yaml = new StringBuilder("""
                Resources:
                  EchoFunction:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: dev.slipway.EchoHandler
                      CodeUri: functions/echo
                      Timeout: 29
                      Events:
                """);
        for (int i = 0; i < routes.length; i++) {
            var parts = routes[i].equals("$default") ? new String[] {"ANY", "$default"} : routes[i].split(" ", 2);
            yaml.append("        E%d: {Type: HttpApi, Properties: {Method: %s, Path: '%s'}}%n"
                    .formatted(i, parts[0], parts[1]));
        }
        return yaml.toString();
    }

    /// How the gateway is to be.
    static final class Setup {
        private final String[] routes;
        private Supplier<RequestStreamHandler> handlers = () -> ECHO;
        private Limits limits = Limits.AWS;
        private UnaryOperator<FunctionBlock> change = UnaryOperator.identity();

        Setup(String... routes) {
            this.routes = routes;
        }

        Setup handler(RequestStreamHandler handler) {
            return handlers(() -> handler);
        }

        Setup handlers(Supplier<RequestStreamHandler> made) {
            handlers = made;
            return this;
        }

        Setup limits(Limits other) {
            limits = other;
            return this;
        }

        Setup change(UnaryOperator<FunctionBlock> other) {
            change = other;
            return this;
        }

        Api start() {
            return new Api(this);
        }
    }
}
