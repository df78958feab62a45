package dev.slipway.local.gateway;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.local.loopback.ServerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An API Gateway HTTP API on 127.0.0.1, in front of the functions of a template.
///
/// It runs on the JDK's own server: no dependency, and it keeps a request target as it came, which decoding needs. The
/// price is that what the server itself refuses (a broken request line, `%zz`) gets the server's 400 and its HTML.
public final class Gateway implements AutoCloseable {
    private static final int BACKLOG = 1024;

    static {
        ServerSettings.apply();
    }

    private final LambdaProxy proxy;
    private final Functions functions;
    private final int port;
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;

    /// A gateway under AWS's limits that logs on standard error. Port 0 is any free one.
    public Gateway(
            Template template, Function<FunctionBlock, RequestStreamHandler> handlers, int port, InstantSource clock) {
        this(template.functions(), new Functions(handlers, Limits.AWS, System.err::println), port, clock);
    }

    /// A gateway to these blocks, run by these functions, which it stops when it is stopped.
    public Gateway(List<FunctionBlock> blocks, Functions functions, int port, InstantSource clock) {
        this.proxy = new LambdaProxy(Routes.of(blocks), functions, clock);
        this.functions = functions;
        this.port = port;
    }

    /// Begins to listen.
    ///
    /// @throws PortTaken if the port is not free
    public Gateway start() {
        try {
            var listening = HttpServer.create(
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), BACKLOG, "/", proxy);
            var workers = Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("gateway-", 0).factory());
            listening.setExecutor(workers);
            listening.start();
            server = listening;
            threads = workers;
            return this;
        } catch (BindException e) {
            throw new PortTaken(port, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where clients reach it. The name is `localhost`, not the number that storage answers on: the two must look like
    /// two hosts, or clients would send their tokens to both.
    public String url() {
        if (server == null) {
            throw new IllegalStateException("the gateway was not started");
        }
        return "http://localhost:" + server.getAddress().getPort();
    }

    /// Stops at once: open connections are cut, functions are interrupted.
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
        if (threads != null) {
            threads.shutdownNow();
        }
        functions.close();
    }

    @Override
    public void close() {
        stop();
    }
}
