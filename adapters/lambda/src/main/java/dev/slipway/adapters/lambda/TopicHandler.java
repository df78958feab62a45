package dev.slipway.adapters.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// A function behind an SNS topic: message → [#handle], and the log of it. Nobody waits for an answer.
///
/// What breaks is logged once and passed on to Lambda, which calls again, twice at most. So a message may come more
/// than once, as SNS says anyway.
public abstract class TopicHandler extends LambdaFunction {

    /// @param nanoTime what durations are measured by
    /// @param logOutput gets the log and metric lines, each in one piece
    protected TopicHandler(Settings settings, InstantSource time, LongSupplier nanoTime, OutputStream logOutput) {
        super(settings, time, nanoTime, logOutput);
    }

    /// Deals with one message.
    ///
    /// @param now when it arrived
    /// @param notes what is noted here is logged when it is done
    protected abstract void handle(String message, Instant now, RequestNotes notes);

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        for (var notification : TopicEvent.read(input)) {
            run(
                    context,
                    GatewayEvent.ofTopic(notification.id()),
                    call -> handle(notification.message(), call.at(), call.notes()));
        }
    }
}
