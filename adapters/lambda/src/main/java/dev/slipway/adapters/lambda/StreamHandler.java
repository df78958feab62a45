package dev.slipway.adapters.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.function.LongSupplier;

/// A function behind the table's stream: each record → [#handle], and the log of it.
///
/// A record that breaks is logged, and reported to Lambda when all others are dealt with: so what Lambda gives up in
/// the end, together with all that follows in its batch, is nothing but the ones that broke. Lambda calls again from
/// the first that broke, so whatever is done here may be done more than once.
public abstract class StreamHandler extends LambdaFunction {

    /// @param nanoTime what durations are measured by
    /// @param logOutput gets the log and metric lines, each in one piece
    protected StreamHandler(Settings settings, InstantSource time, LongSupplier nanoTime, OutputStream logOutput) {
        super(settings, time, nanoTime, logOutput);
    }

    /// Deals with one record.
    ///
    /// @param now when it arrived
    /// @param notes what is noted here is logged when it is done
    protected abstract void handle(StreamRecord change, Instant now, RequestNotes notes);

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        var broken = new ArrayList<String>();
        for (var change : StreamEvent.read(input)) {
            var done = runOrReport(
                    context, GatewayEvent.ofStream(change.eventId()), call -> handle(change, call.at(), call.notes()));
            if (!done) {
                broken.add(change.sequenceNumber());
            }
        }
        BatchFailures.write(broken, output);
    }
}
