package dev.slipway.local.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopbackTest {

    private static final int MOST = 12 << 20;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<WebServer> started = new ArrayList<>();

    @AfterEach
    void stop() {
        client.close();
        started.forEach(WebServer::close);
    }

    @Test
    void what_is_asked_arrives_as_it_was_written() throws Exception {
        var url = serve(request -> WebResponse.text(
                200,
                request.operation() + " " + request.query() + " " + request.parameters() + " " + request.form() + " "
                        + request.header("x-who").orElse("nobody")));

        var answer = client.send(
                HttpRequest.newBuilder(URI.create(url + "/a/b?c=d%20e&f"))
                        .header("X-Who", "ada")
                        .POST(BodyPublishers.ofString("g=h+i"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.body()).isEqualTo("POST /a/b c=d%20e&f {c=d e, f=} {g=h i} ada");
    }

    @Test
    void a_parameter_that_comes_twice_is_none() throws Exception {
        var url = serve(
                request -> WebResponse.text(200, request.parameter("state").orElse("none") + request.parameters()));

        assertThat(get(url + "/?state=a&x=1&state=b").body()).isEqualTo("none{x=1}");
    }

    @Test
    void a_parameter_that_is_badly_encoded_is_refused_in_a_sentence() throws Exception {
        var url = serve(request -> WebResponse.text(200, request.form().toString()));

        var answer = client.send(
                HttpRequest.newBuilder(URI.create(url + "/"))
                        .POST(BodyPublishers.ofString("a=%zz"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("A parameter is badly encoded.\n");
    }

    @Test
    void nobody_is_answered_who_calls_it_by_a_name_of_elsewhere() throws Exception {
        var asked = new ArrayList<WebRequest>();
        var url = serve(request -> {
            asked.add(request);
            return WebResponse.text(200, "secret");
        });
        for (var host : List.of("evil.example", "127.0.0.1", "127.0.0.1:1", "localhost." + ":" + url.getPort())) {
            assertThat(raw(url, "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                    .as(host)
                    .startsWith("HTTP/1.1 421 ")
                    .doesNotContain("secret");
        }
        assertThat(asked).isEmpty();
        assertThat(raw(url, "GET / HTTP/1.1\r\nHost: localhost:" + url.getPort() + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains("secret");
    }

    @Test
    void a_body_that_is_too_large_is_refused_and_the_largest_is_not() throws Exception {
        var url = serve(
                request -> WebResponse.text(200, String.valueOf(request.body().length())));

        assertThat(post(url, new byte[MOST]).body()).isEqualTo(String.valueOf(MOST));
        assertThat(post(url, new byte[MOST + 1]).statusCode()).isEqualTo(413);
    }

    @Test
    void no_answer_cuts_the_connection() {
        var url = serve(_ -> null);

        assertThatThrownBy(() -> get(url + "/")).isInstanceOf(IOException.class);
    }

    @Test
    void nothing_is_kept_by_anyone_and_pages_run_no_scripts() throws Exception {
        var url = serve(_ -> Page.of("<Mails>", "<p>None</p>"));

        var answer = get(url + "/");

        assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("referrer-policy")).hasValue("no-referrer");
        assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("x-frame-options")).hasValue("SAMEORIGIN");
        assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
                .startsWith("default-src 'none'")
                .doesNotContain("script-src");
        assertThat(answer.body())
                .contains("<title>&lt;Mails&gt;</title>", "On this laptop only", "<p>None</p>")
                .doesNotContain("<Mails>");
    }

    @Test
    void a_page_says_at_its_top_what_it_is_told_to_say() throws Exception {
        var look = new Page("Not the <real> one", "main { color: red; }");
        var url = serve(_ -> look.show(402, "Pay", "<p>Please</p>"));

        var answer = get(url + "/");

        assertThat(answer.statusCode()).isEqualTo(402);
        assertThat(answer.body())
                .contains("<small>Not the &lt;real&gt; one</small>", "main { color: red; }", "<p>Please</p>")
                .doesNotContain("On this laptop only");
    }

    @Test
    void a_document_arrives_byte_for_byte() throws Exception {
        var document = new byte[256];
        for (int i = 0; i < document.length; i++) {
            document[i] = (byte) i;
        }
        var url = serve(_ -> WebResponse.pdf(document, "bill.pdf"));

        var answer = client.send(HttpRequest.newBuilder(URI.create(url + "/")).build(), BodyHandlers.ofByteArray());

        assertThat(answer.body()).isEqualTo(document);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/pdf");
        assertThat(answer.headers().firstValue("content-disposition")).hasValue("attachment; filename=\"bill.pdf\"");
    }

    @Test
    void a_port_that_is_taken_is_left_to_whoever_has_it() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var server = WebServer.start(taken.getLocalPort(), _ -> WebResponse.text(200, "here"));
            started.add(server);

            assertThat(server.url().getPort()).isNotEqualTo(taken.getLocalPort());
            assertThat(get(server.url() + "/").body()).isEqualTo("here");
        }
    }

    private URI serve(WebServer.Site site) {
        var server = WebServer.start(0, site);
        started.add(server);
        return server.url();
    }

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(URI url, byte[] body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(url + "/"))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /// The JDK's client lets nobody choose the host.
    private static String raw(URI url, String request) throws IOException {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), url.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
