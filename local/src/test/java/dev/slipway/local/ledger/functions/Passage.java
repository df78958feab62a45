package dev.slipway.local.ledger.functions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/// The way of a browser through a provider's page.
final class Passage {

    private Passage() {}

    /// @param authorization where the registry sent them
    /// @param email of somebody whom the provider lets in, and has checked that it is theirs
    /// @return where the provider sends them back to
    static String through(String authorization, String email) {
        var asked = URI.create(authorization);
        var form = asked.getRawQuery() + "&person=new&email=" + URLEncoder.encode(email, StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(asked.resolve(asked.getPath()))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString());
            return answer.headers()
                    .firstValue("location")
                    .orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
