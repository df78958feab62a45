package dev.slipway.adapters.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.access.RateLimits;
import dev.slipway.access.Token;
import dev.slipway.access.TokenGuesses;
import dev.slipway.kernel.Malformed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/// A function behind the gateway: event → [#handle] → answer, and the log of it. Tokens that are tried out are counted
/// here, for all routes of all functions.
///
/// A subclass routes, asks one use case and says its outcome as an [HttpResponse]. It throws [Malformed] for input that
/// can't be used and lets everything else that breaks pass: that is a 500 with the request id, logged once.
/// Out of memory and the like is let through to Lambda, which then throws this environment away.
public abstract class HttpHandler implements RequestStreamHandler, Resource {

    /// Lambda's limit for an answer, after escaping and base64. A larger one would become the gateway's own 500.
    static final int MAX_RESPONSE = 6_291_456;

    static final String TRACE_PROPERTY = "com.amazonaws.xray.traceHeader";

    private final InstantSource time;
    private final LongSupplier nanoTime;
    private final RequestLog log;
    private final GuessCounter guesses;
    private final AtomicBoolean cold = new AtomicBoolean(true);

    /// @param nanoTime what durations are measured by
    /// @param logOutput gets the log and metric lines, each in one piece
    /// @param limits where tokens that are tried out are counted, whatever the route
    // Registering shows a handler that isn't whole yet to somebody who looks at it only when a snapshot is taken, after
    // all constructors. Lambda keeps only a weak hold of what is registered, so it must be the handler itself.
    @SuppressWarnings("this-escape")
    protected HttpHandler(
            Settings settings, InstantSource time, LongSupplier nanoTime, OutputStream logOutput, RateLimits limits) {
        this.time = time;
        this.nanoTime = nanoTime;
        this.log = new RequestLog(settings, logOutput);
        this.guesses = new GuessCounter(new TokenGuesses(limits));
        // Looking for the snapshot machinery takes 5 ms of a cold start, so where there is none for sure it isn't done.
        if (!settings.onDemand()) {
            Core.getGlobalContext().register(this);
        }
    }

    /// Answers one request.
    ///
    /// @param now when it arrived: the one time for all that it does
    protected abstract HttpResponse handle(HttpRequest request, Instant now);

    /// Does once what every request will do, before SnapStart takes its picture: classes are then loaded, connections
    /// tried, and a restored environment starts warm. Nothing by default.
    ///
    /// Where [Settings#onDemand] says that there is no snapshot, a subclass may do it at the end of its constructor: a
    /// start runs at full speed, a first request at what the memory's share of a processor gives.
    protected void prime() throws Exception {}

    /// Cuts all connections before the picture is taken: in it they would be dead ones. Nothing by default.
    protected void disconnect() {}

    /// Takes a request that nobody sent all the way through, with a token that nobody has. Neither its answer nor a log
    /// line leaves here. For [#prime].
    ///
    /// @param path without anything that must be escaped in JSON
    protected final void rehearse(String method, String path) throws IOException {
        var event = """
                {"rawPath": "%2$s", "routeKey": "%1$s %2$s", "headers": {"authorization": "Bearer %3$s", "accept-encoding": "gzip"},
                 "requestContext": {"http": {"method": "%1$s"}}}""".formatted(method, path, Token.draw(Token.Kind.ACCESS).secret());
        var request = HttpRequest.read(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
        handle(request, time.instant()).gzippedFor(request).writeTo(OutputStream.nullOutputStream());
    }

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        long started = nanoTime.getAsLong();
        var now = time.instant();
        var notes = new RequestNotes();
        var event = GatewayEvent.unreadable(context.getAwsRequestId());
        Throwable failure = null;
        HttpResponse response;
        try {
            event = GatewayEvent.read(input, context.getAwsRequestId());
            var request = new HttpRequest(event, notes);
            response = guesses.counted(request, handle(request, now), now).gzippedFor(request);
        } catch (Malformed e) {
            response = Problem.of(e).answer(event.requestId());
        } catch (Exception | StackOverflowError e) {
            failure = e;
            response = Problem.internal(event.requestId()).answer(event.requestId());
        }
        response = finished(response, event.requestId());
        response.writeTo(output);
        log.write(new RequestLog.Served(
                now,
                context.getAwsRequestId(),
                traceId(context),
                cold.getAndSet(false),
                event,
                notes,
                response.status(),
                nanoTime.getAsLong() - started,
                failure));
    }

    /// A snapshot that isn't primed is only slow, one that isn't taken is no registry: a failure here is logged.
    @Override
    public final void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        try {
            prime();
        } catch (Exception e) {
            log.warn(time.instant(), "priming failed: this snapshot will start slowly", e);
        }
        disconnect();
    }

    /// Unlike Powertools, which counts a restored environment as warm, the first request after it is logged as cold:
    /// somebody waited for it.
    @Override
    public final void afterRestore(org.crac.Context<? extends Resource> context) {
        cold.set(true);
    }

    private static HttpResponse finished(HttpResponse response, String requestId) {
        var whole = withDefaults(response, requestId);
        return whole.fits(MAX_RESPONSE)
                ? whole
                : withDefaults(Problem.responseTooLarge(requestId).answer(requestId), requestId);
    }

    /// Nothing is kept without asking again, unless the handler says so: a colleague sees a publish at once.
    private static HttpResponse withDefaults(HttpResponse response, String requestId) {
        return response.withDefault("cache-control", "private, no-cache")
                .withDefault("x-content-type-options", "nosniff")
                .with("x-request-id", requestId);
    }

    /// The root of the trace, as `Root=1-…;Parent=…` has it.
    static @Nullable String traceId(Context context) {
        var header = context.getXrayTraceId() != null ? context.getXrayTraceId() : System.getProperty(TRACE_PROPERTY);
        if (header == null) {
            return null;
        }
        int semicolon = header.indexOf(';');
        var root = semicolon < 0 ? header : header.substring(0, semicolon);
        return root.startsWith("Root=") ? root.substring("Root=".length()) : root;
    }
}
