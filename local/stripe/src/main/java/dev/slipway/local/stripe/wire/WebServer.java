package dev.slipway.local.stripe.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The web server, on 127.0.0.1.
///
/// It answers only those who call it by a name of this machine: a page from elsewhere, whose name was made to lead
/// here, can't read what is in it.
public final class WebServer implements AutoCloseable {

    private static final int LARGEST_BODY = 1 << 20;

    static {
        // Headers and a long body go out in two writes, and Nagle's algorithm holds the second back. Read once per JVM.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads;

    /// What it answers.
    public interface Site {
        /// @return what goes out; nothing if the connection shall be cut
        Optional<Response> answer(Request request);
    }

    private WebServer(HttpServer server, Site site) {
        this.server = server;
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("stripe-", 0).factory());
        server.createContext("/", exchange -> serve(exchange, site));
        server.setExecutor(threads);
        server.start();
    }

    /// @param port what is wanted; if somebody else has it, any that is free
    public static WebServer start(int port, Site site) {
        try {
            return new WebServer(bind(port), site);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpServer bind(int port) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        } catch (BindException e) {
            if (port == 0) {
                throw e;
            }
            return bind(0);
        }
    }

    /// Where it is, without a slash at the end.
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void serve(HttpExchange exchange, Site site) {
        try (exchange) {
            if (!isCalledByName(exchange)) {
                Response.text(421, "This is a stand-in on a laptop, which answers at " + url() + " alone.\n")
                        .send(exchange);
                return;
            }
            var body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
            if (body.length > LARGEST_BODY) {
                Response.text(413, "The body is too large.\n").send(exchange);
                return;
            }
            var response = site.answer(Request.of(exchange, body));
            if (response.isPresent()) {
                response.get().send(exchange);
            }
        } catch (IOException _) {
            // The client has gone.
        }
    }

    private boolean isCalledByName(HttpExchange exchange) {
        var host = exchange.getRequestHeaders().getFirst("Host");
        var port = ":" + server.getAddress().getPort();
        return host != null && Set.of("127.0.0.1" + port, "localhost" + port).contains(host);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
