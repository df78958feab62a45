package dev.slipway.local.loopback;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// The web server of a stand-in, on 127.0.0.1.
///
/// It answers only those who call it by a name of this machine: a page from elsewhere, whose name was made to lead
/// here, can't read what is in it.
public final class WebServer implements AutoCloseable {

    /// More than any mail that SES takes without being asked for a larger quota.
    private static final int LARGEST_BODY = 12 << 20;

    static {
        ServerSettings.apply();
    }

    private final HttpServer server;
    private final ExecutorService threads;

    /// What it answers.
    public interface Site {
        /// @return what goes out; null for no answer at all: the connection is cut
        @Nullable
        WebResponse answer(WebRequest request) throws IOException, InterruptedException;
    }

    private WebServer(HttpServer server, Site site) {
        this.server = server;
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("stand-in-", 0).factory());
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
                WebResponse.text(421, "This is a stand-in on a laptop, which answers at " + url() + " alone.\n")
                        .send(exchange);
                return;
            }
            var body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
            if (body.length > LARGEST_BODY) {
                WebResponse.text(413, "The body is too large.\n").send(exchange);
                return;
            }
            var response = answer(exchange, site, body);
            if (response != null) {
                response.send(exchange);
            }
        } catch (IOException _) {
            // The client has gone, or its connection was to be cut.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable WebResponse answer(HttpExchange exchange, Site site, byte[] body)
            throws IOException, InterruptedException {
        try {
            return site.answer(WebRequest.of(exchange, body));
        } catch (BadRequest e) {
            return WebResponse.text(400, e.getMessage() + "\n");
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
