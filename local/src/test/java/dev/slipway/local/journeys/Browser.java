package dev.slipway.local.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Pattern;

/// As much of a browser as it takes to press a button: it keeps a session, reads a page's form and sends it.
final class Browser {

    private static final Pattern GUARD = Pattern.compile("name=\"form\" value=\"([0-9a-f]+)\"");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String session;

    /// @param session what the cookie of somebody who is signed in holds
    Browser(String session) {
        this.session = session;
    }

    HttpResponse<String> open(String url) {
        return send(request(url).GET());
    }

    /// Sends the form of a page that is at the path of its page, with the page's query as hidden fields.
    HttpResponse<String> press(String url, String act) {
        var page = open(url);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        var guard = GUARD.matcher(page.body());
        assertThat(guard.find()).as(page.body()).isTrue();
        var question = url.indexOf('?');
        var fields = "form=" + guard.group(1) + "&act=" + act + "&" + url.substring(question + 1);
        return send(request(url.substring(0, question))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields)));
    }

    private HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofMinutes(1))
                .header("Cookie", "slipway_session=" + session);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
