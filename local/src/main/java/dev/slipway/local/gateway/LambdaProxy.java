package dev.slipway.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.InstantSource;

/// Takes one request from the wire to a function and its result back to the wire.
final class LambdaProxy implements HttpHandler {
    private final Routes routes;
    private final Functions functions;
    private final Limits limits;
    private final EventWriter events;
    private final Intake intake;
    private final InstantSource clock;

    LambdaProxy(Routes routes, Functions functions, InstantSource clock) {
        this.routes = routes;
        this.functions = functions;
        this.limits = functions.limits();
        this.events = new EventWriter(limits.eventBytes());
        this.intake = new Intake(limits.requestBytes());
        this.clock = clock;
    }

    /// A client that has gone is nobody to tell, and a gateway that is being stopped has cut the connection.
    @Override
    public void handle(HttpExchange exchange) {
        var stamp = RequestIds.stamp(clock.instant());
        try (exchange) {
            new Reply(exchange, stamp.requestId()).send(answer(exchange, stamp));
        } catch (IOException _) {
            // the exchange is closed, and with it the connection
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private ProxyResult answer(HttpExchange exchange, EventWriter.Stamp stamp)
            throws IOException, InterruptedException {
        try {
            var request = ProxyRequest.of(exchange);
            if (request.headBytes() > limits.headerBytes()) {
                throw new Refused(Refusal.HEADERS_TOO_LARGE);
            }
            var path = PercentEncoding.path(request.path());
            var match = routes.match(request.method(), path).orElseThrow(() -> new Refused(Refusal.NOT_FOUND));
            try (var _ = intake.admit(exchange)) {
                var body = RequestBody.read(exchange, limits.requestBytes());
                return call(match, events.write(match, path, request, body, stamp), stamp);
            }
        } catch (Refused refused) {
            return refused.refusal().answer();
        } catch (RuntimeException e) {
            functions.log().accept("gateway " + stamp.requestId() + ": " + trace(e));
            return Refusal.INTERNAL_ERROR.answer();
        }
    }

    private ProxyResult call(Routes.Match match, Payload event, EventWriter.Stamp stamp) throws InterruptedException {
        var function = match.function();
        var own = match.trigger().timeout();
        var patience = own == null || own.compareTo(limits.patience()) > 0 ? limits.patience() : own;
        return switch (functions.call(function, event, patience)) {
            case Called.Answered(var result) -> read(function, result, stamp);
            case Called.EventTooLarge _ -> Refusal.ENTITY_TOO_LARGE.answer();
            case Called.NoAnswerInTime _ ->
                failed(Refusal.UNAVAILABLE, function, stamp, "gave no answer within " + seconds(patience));
            case Called.RanTooLong _ ->
                failed(Refusal.INTERNAL_ERROR, function, stamp, "was killed after " + seconds(function.timeout()));
            case Called.ResultTooLarge _ ->
                failed(Refusal.INTERNAL_ERROR, function, stamp, "wrote more than " + limits.resultBytes() + " bytes");
            case Called.Crashed(var cause) -> failed(Refusal.INTERNAL_ERROR, function, stamp, trace(cause));
        };
    }

    private ProxyResult read(FunctionBlock function, Payload result, EventWriter.Stamp stamp) {
        try {
            var answer = ResultReader.read(result);
            Reply.check(answer);
            return answer;
        } catch (IOException e) {
            return failed(Refusal.INTERNAL_ERROR, function, stamp, String.valueOf(e.getMessage()));
        }
    }

    /// The one place where a failure is logged: the client gets only the words of the real gateway.
    private ProxyResult failed(Refusal refusal, FunctionBlock function, EventWriter.Stamp stamp, String why) {
        functions.log().accept(function.logicalId() + " " + stamp.requestId() + ": " + why);
        return refusal.answer();
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " seconds";
    }

    private static String trace(Throwable cause) {
        var text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text));
        return text.toString().stripTrailing();
    }
}
