package dev.slipway.local.start;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.adapters.npm.TarballBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;

/// A client that follows no redirects and retries nothing.
final class Web implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();

    HttpResponse<String> get(String url, String token) {
        return send(HttpRequest.newBuilder(URI.create(url)).GET(), token);
    }

    /// Publishes a package with nothing in it.
    HttpResponse<String> publish(String registry, String name, String version, String token) {
        var tarball = TarballBuilder.npm(name, version).build();
        var body = """
                {"_id": "%1$s", "name": "%1$s", "dist-tags": {"latest": "%2$s"},
                 "versions": {"%2$s": {"name": "%1$s", "version": "%2$s", "dist": {}}},
                 "_attachments": {"%1$s-%2$s.tgz": {"data": "%3$s", "length": %4$d}}}
                """.formatted(name, version, Base64.getEncoder().encodeToString(tarball), tarball.length);
        var request = HttpRequest.newBuilder(URI.create(registry + "/" + name.replace("/", "%2f")))
                .header("content-type", "application/json")
                .PUT(BodyPublishers.ofString(body, UTF_8));
        return send(request, token);
    }

    HttpResponse<String> post(String url, String json, String token) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(json, UTF_8));
        return send(request, token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String token) {
        try {
            return client.send(
                    request.header("authorization", "Bearer " + token).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
