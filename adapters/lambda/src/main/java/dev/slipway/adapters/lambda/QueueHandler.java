package dev.slipway.adapters.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.function.LongSupplier;

/// A function behind a queue: each message → [#handle], and the log of it.
///
/// What isn't done is reported, and comes again when its time in the queue is over. Of a line that something isn't done
/// of, nothing else is done: it is reported unseen, or it would overtake.
public abstract class QueueHandler extends LambdaFunction {

    /// @param nanoTime what durations are measured by
    /// @param logOutput gets the log and metric lines, each in one piece
    protected QueueHandler(Settings settings, InstantSource time, LongSupplier nanoTime, OutputStream logOutput) {
        super(settings, time, nanoTime, logOutput);
    }

    /// Deals with one message.
    ///
    /// @param now when it arrived
    /// @param notes what is noted here is logged when it is done
    /// @return whether it is done, and leaves the queue
    protected abstract boolean handle(QueuedMessage message, Instant now, RequestNotes notes);

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        var undone = new ArrayList<String>();
        var stopped = new HashSet<String>();
        for (var message : QueueEvent.read(input)) {
            if (stopped.contains(message.group()) || !deal(context, message)) {
                undone.add(message.id());
                if (!message.group().isEmpty()) {
                    stopped.add(message.group());
                }
            }
        }
        BatchFailures.write(undone, output);
    }

    private boolean deal(Context context, QueuedMessage message) {
        var done = new boolean[1];
        var ran = runOrReport(
                context,
                GatewayEvent.ofQueue(message.id()),
                call -> done[0] = handle(message, call.at(), call.notes()));
        return ran && done[0];
    }
}
