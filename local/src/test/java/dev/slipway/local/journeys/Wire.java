package dev.slipway.local.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Requests written by hand, for what no client can be made to send.
final class Wire {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();

    private final String url;
    private final String token;

    /// @param token empty for somebody who isn't signed in
    Wire(String url, String token) {
        this.url = url;
        this.token = token;
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    HttpResponse<String> put(String path, String json) {
        return send("PUT", path, BodyPublishers.ofString(json));
    }

    HttpResponse<String> patch(String path, String json) {
        return send("PATCH", path, BodyPublishers.ofString(json));
    }

    HttpResponse<String> post(String path, String json) {
        return send("POST", path, BodyPublishers.ofString(json));
    }

    HttpResponse<String> delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    /// The bytes behind a tarball's address. Followed by hand, since the token stays with the registry.
    byte[] tarball(String address) {
        var answer = send(request(URI.create(address)).GET(), BodyHandlers.ofByteArray());
        if (answer.statusCode() == 302) {
            var storage = URI.create(answer.headers().firstValue("Location").orElseThrow());
            answer = send(HttpRequest.newBuilder(storage), BodyHandlers.ofByteArray());
        }
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> send(String method, String path, BodyPublisher body) {
        var request = request(URI.create(url + path)).method(method, body);
        if (method.startsWith("P")) {
            request.header("Content-Type", "application/json");
        }
        return send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(URI address) {
        var request = HttpRequest.newBuilder(address).timeout(Duration.ofMinutes(1));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> handler) {
        try {
            return HTTP.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
