package dev.slipway.adapters.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import dev.slipway.access.RateLimits;
import dev.slipway.access.Token;
import dev.slipway.access.TokenGuesses;
import dev.slipway.audit.RecordRefusal;
import dev.slipway.billing.Payments;
import dev.slipway.kernel.Malformed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// A function behind the gateway: event → [#handle] → answer, and the log of it. Tokens that are tried out are counted
/// here, and refusals at the door recorded, for all routes of all functions.
///
/// A subclass routes, asks one use case and says its outcome as an [HttpResponse]. It throws [Malformed] for input that
/// can't be used and lets everything else that breaks pass: that is a 500 with the request id, logged once. That Stripe
/// can't be reached is a 503 for all of them.
/// Out of memory and the like is let through to Lambda, which then throws this environment away.
public abstract class HttpHandler extends LambdaFunction {

    /// Lambda's limit for an answer, after escaping and base64. A larger one would become the gateway's own 500.
    static final int MAX_RESPONSE = 6_291_456;

    private final Settings settings;
    private final GuessCounter guesses;
    private final RecordRefusal refusals;

    /// @param nanoTime what durations are measured by
    /// @param logOutput gets the log and metric lines, each in one piece
    /// @param limits where tokens that are tried out are counted, whatever the route
    /// @param refusals records who was refused at the door, whatever the route
    protected HttpHandler(
            Settings settings,
            InstantSource time,
            LongSupplier nanoTime,
            OutputStream logOutput,
            RateLimits limits,
            RecordRefusal refusals) {
        super(settings, time, nanoTime, logOutput);
        this.settings = settings;
        this.guesses = new GuessCounter(new TokenGuesses(limits));
        this.refusals = refusals;
    }

    /// Answers one request.
    ///
    /// @param now when it arrived: the one time for all that it does
    protected abstract HttpResponse handle(HttpRequest request, Instant now);

    /// Takes a request that nobody sent all the way through, with a token that nobody has. Neither its answer nor a log
    /// line leaves here. For [#prime].
    ///
    /// @param path without anything that must be escaped in JSON
    protected final void rehearse(String method, String path) throws IOException {
        var event = """
                {"rawPath": "%2$s", "routeKey": "%1$s %2$s", "headers": {"authorization": "Bearer %3$s", "accept-encoding": "gzip"},
                 "requestContext": {"http": {"method": "%1$s"}}}""".formatted(method, path, Token.draw(Token.Kind.ACCESS).secret());
        var request = HttpRequest.read(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
        handle(request, now()).gzippedFor(request).writeTo(OutputStream.nullOutputStream());
    }

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        var call = call(context);
        var event = GatewayEvent.unreadable(context.getAwsRequestId());
        Throwable failure = null;
        HttpResponse response;
        try {
            event = GatewayEvent.read(input, context.getAwsRequestId());
            var request = new HttpRequest(event, settings, call.notes());
            response = guesses.counted(request, handle(request, call.at()), call.at())
                    .gzippedFor(request);
            record(call.notes());
        } catch (Malformed e) {
            response = Problem.of(e).answer(event.requestId());
        } catch (Payments.Unreachable e) {
            failure = e;
            response = BillingProblems.unreachable().answer(event.requestId());
        } catch (Exception | StackOverflowError e) {
            failure = e;
            response = Problem.internal(event.requestId()).answer(event.requestId());
        }
        response = finished(response, event.requestId());
        response.writeTo(output);
        served(call, event, response.status(), failure);
    }

    private void record(RequestNotes notes) {
        if (notes.visit().isPresent() && notes.refusal().isPresent()) {
            refusals.run(notes.visit().get(), notes.refusal().get(), notes.action());
        }
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
}
