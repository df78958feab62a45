package dev.slipway.adapters.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/// A function that EventBridge calls by a schedule: the moment it is for → [#handle], and the log of it.
///
/// The moment is the event's and not the clock's, so that a call that comes late, or once more, does what it would have
/// done in time. What breaks is logged once and passed on to Lambda, which calls again, twice at most.
public abstract class ScheduleHandler implements RequestStreamHandler, Resource {

    private static final int DONE = 200;
    private static final int FAILED = 500;

    private final InstantSource time;
    private final LongSupplier nanoTime;
    private final RequestLog log;
    private final AtomicBoolean cold = new AtomicBoolean(true);

    /// @param nanoTime what durations are measured by
    /// @param logOutput gets the log and metric lines, each in one piece
    // As in HttpHandler: who is registered must be the handler itself, and is looked at only when it is whole.
    @SuppressWarnings("this-escape")
    protected ScheduleHandler(Settings settings, InstantSource time, LongSupplier nanoTime, OutputStream logOutput) {
        this.time = time;
        this.nanoTime = nanoTime;
        this.log = new RequestLog(settings, logOutput);
        if (!settings.onDemand()) {
            Core.getGlobalContext().register(this);
        }
    }

    /// Does what is due.
    ///
    /// @param due the moment that the schedule called for
    /// @param notes what is noted here is logged when it is done
    protected abstract void handle(Instant due, RequestNotes notes);

    /// Does once what every call will do, before SnapStart takes its picture. Nothing by default.
    protected void prime() {}

    /// Cuts all connections before the picture is taken: in it they would be dead ones. Nothing by default.
    protected void disconnect() {}

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        var event = ScheduleEvent.read(input);
        long started = nanoTime.getAsLong();
        var now = time.instant();
        var notes = new RequestNotes();
        try {
            handle(event.time(), notes);
        } catch (RuntimeException e) {
            log.write(served(now, context, event, notes, FAILED, started, e));
            throw e;
        }
        log.write(served(now, context, event, notes, DONE, started, null));
    }

    private RequestLog.Served served(
            Instant now,
            Context context,
            ScheduleEvent event,
            RequestNotes notes,
            int status,
            long started,
            @Nullable Throwable failure) {
        return new RequestLog.Served(
                now,
                context.getAwsRequestId(),
                HttpHandler.traceId(context),
                cold.getAndSet(false),
                GatewayEvent.ofSchedule(event.id()),
                notes,
                status,
                nanoTime.getAsLong() - started,
                failure);
    }

    /// A snapshot that isn't primed is only slow, one that isn't taken is no registry: a failure here is logged.
    @Override
    public final void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        try {
            prime();
        } catch (RuntimeException e) {
            log.warn(time.instant(), "priming failed: this snapshot will start slowly", e);
        }
        disconnect();
    }

    @Override
    public final void afterRestore(org.crac.Context<? extends Resource> context) {
        cold.set(true);
    }
}
