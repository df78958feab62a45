package dev.slipway.adapters.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

class ConnectionsTest {

    /// The ports that clients came from: one for each connection.
    private final Set<Integer> ports = new ConcurrentSkipListSet<>();

    private final Connections connections = new Connections();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            ports.add(exchange.getRemoteAddress().getPort());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        connections.close();
        server.stop(0);
    }

    @Test
    void requests_share_a_connection() throws IOException {
        assertThat(call()).isEqualTo(204);
        assertThat(call()).isEqualTo(204);
        assertThat(ports).hasSize(1);
    }

    @Test
    void after_the_connections_were_cut_the_next_request_opens_a_new_one() throws IOException {
        assertThat(call()).isEqualTo(204);
        connections.close();
        assertThat(call()).isEqualTo(204);
        assertThat(ports).hasSize(2);
    }

    @Test
    void cutting_what_is_not_open_is_no_error() {
        connections.close();
        connections.close();
    }

    @Test
    void a_server_that_is_not_there_is_an_error_and_not_a_wait() {
        server.stop(0);

        assertThatThrownBy(this::call).isInstanceOf(IOException.class);
    }

    private int call() throws IOException {
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"))
                .putHeader("host", "127.0.0.1")
                .build();
        var response = connections
                .prepareRequest(HttpExecuteRequest.builder().request(request).build())
                .call();
        response.responseBody().ifPresent(body -> body.abort());
        return response.httpResponse().statusCode();
    }
}
