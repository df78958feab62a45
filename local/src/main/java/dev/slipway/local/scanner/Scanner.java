package dev.slipway.local.scanner;

import static dev.slipway.local.loopback.Page.escaped;

import dev.slipway.local.loopback.Json;
import dev.slipway.local.loopback.Page;
import dev.slipway.local.loopback.WebRequest;
import dev.slipway.local.loopback.WebResponse;
import dev.slipway.local.loopback.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Reports tokens as GitHub's secret scanning does: signed with a key of its own, which it publishes.
public final class Scanner implements AutoCloseable {

    private static final String KEY_ID = "5f2b3c0de1a94f7b8c6d2e9a0b1c3d4e5f60718293a4b5c6d7e8f9a0b1c2d3e4";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CompletableFuture<String> registry = new CompletableFuture<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebServer server;
    private @Nullable KeyPair keys;

    private Scanner(int port) {
        this.server = WebServer.start(port, this::answer);
    }

    /// @param port what is wanted; if somebody else has it, any that is free
    public static Scanner start(int port) {
        return new Scanner(port);
    }

    /// Says where reports go.
    public void register(String url) {
        registry.complete(url);
    }

    /// Where its page is, and below it, at `/keys`, its keys; without a slash at the end.
    public URI url() {
        return server.url();
    }

    /// Reports that this token was found there.
    public HttpResponse<String> report(String token, String place) throws IOException, InterruptedException {
        var match = Map.of("token", token, "type", "slipway_token", "url", place, "source", "content");
        return send(Json.write(List.of(match)));
    }

    private HttpResponse<String> send(String report) throws IOException, InterruptedException {
        var body = report.getBytes(StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(URI.create(registry.join() + "/api/v1/leaks"))
                .timeout(PATIENCE)
                .header("content-type", "application/json")
                .header("Github-Public-Key-Identifier", KEY_ID)
                .header("Github-Public-Key-Signature", sign(body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /// Made when it is needed: that takes longer than a start should.
    private synchronized KeyPair keys() {
        if (keys == null) {
            try {
                var generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                keys = generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has P-256", e);
            }
        }
        return keys;
    }

    private String sign(byte[] body) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys().getPrivate());
            signature.update(body);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs so", e);
        }
    }

    private WebResponse answer(WebRequest request) throws IOException, InterruptedException {
        return switch (request.operation()) {
            case "GET /keys" -> published();
            case "GET /" -> page("");
            case "POST /report" -> {
                var form = request.form();
                var answer = report(
                        form.getOrDefault("token", "").strip(),
                        form.getOrDefault("url", "").strip());
                yield page(answer.statusCode() + " " + answer.body());
            }
            default -> WebResponse.notFound();
        };
    }

    private WebResponse published() {
        var encoded = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys().getPublic().getEncoded());
        var pem = "-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n";
        var key = Map.of("key_identifier", KEY_ID, "key", pem, "is_current", true);
        return WebResponse.json(200, Json.write(Map.of("public_keys", List.of(key))));
    }

    private static WebResponse page(String answered) {
        return Page.of("A scanner that finds tokens", """
                <p>Tell it of a token, and it reports it as found in public. The registry revokes it at once.</p>
                <form method="post" action="/report">
                <p><label for="token">Token</label><br><input id="token" name="token" size="60" autocomplete="off"></p>
                <p><label for="url">Found at</label><br>
                <input id="url" name="url" size="60" value="https://github.com/octocat/hello/blob/main/.npmrc"></p>
                <button>Report it</button>
                </form>
                <pre role="status">%s</pre>
                """.formatted(escaped(answered)));
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
