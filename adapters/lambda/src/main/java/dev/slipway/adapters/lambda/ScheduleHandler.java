package dev.slipway.adapters.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// A function that EventBridge calls by a schedule: the moment it is for → [#handle], and the log of it.
///
/// The moment is the event's and not the clock's, so that a call that comes late, or once more, does what it would have
/// done in time. What breaks is logged once and passed on to Lambda, which calls again, twice at most.
public abstract class ScheduleHandler extends LambdaFunction {

    /// @param nanoTime what durations are measured by
    /// @param logOutput gets the log and metric lines, each in one piece
    protected ScheduleHandler(Settings settings, InstantSource time, LongSupplier nanoTime, OutputStream logOutput) {
        super(settings, time, nanoTime, logOutput);
    }

    /// Does what is due.
    ///
    /// @param due the moment that the schedule called for
    /// @param notes what is noted here is logged when it is done
    protected abstract void handle(Instant due, RequestNotes notes);

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        var event = ScheduleEvent.read(input);
        run(context, GatewayEvent.ofSchedule(event.id()), call -> handle(event.time(), call.notes()));
    }
}
