package dev.slipway.adapters.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/// What all functions have in common, whatever calls them: a log with one line for each call, and what is done around a
/// snapshot.
public abstract class LambdaFunction implements RequestStreamHandler, Resource {

    static final String TRACE_PROPERTY = "com.amazonaws.xray.traceHeader";

    private static final int DONE = 200;
    private static final int FAILED = 500;

    private final InstantSource time;
    private final LongSupplier nanoTime;
    private final RequestLog log;
    private final AtomicBoolean cold = new AtomicBoolean(true);

    /// @param nanoTime what durations are measured by
    /// @param logOutput gets the log and metric lines, each in one piece
    // Registering shows a handler that isn't whole yet to somebody who looks at it only when a snapshot is taken, after
    // all constructors. Lambda keeps only a weak hold of what is registered, so it must be the handler itself.
    @SuppressWarnings("this-escape")
    LambdaFunction(Settings settings, InstantSource time, LongSupplier nanoTime, OutputStream logOutput) {
        this.time = time;
        this.nanoTime = nanoTime;
        this.log = new RequestLog(settings, logOutput);
        // Looking for the snapshot machinery takes 5 ms of a cold start, so where there is none for sure it isn't done.
        if (!settings.onDemand()) {
            Core.getGlobalContext().register(this);
        }
    }

    /// Does once what every call will do, before SnapStart takes its picture: classes are then loaded, connections
    /// tried, and a restored environment starts warm. Nothing by default.
    ///
    /// Where [Settings#onDemand] says that there is no snapshot, a subclass may do it at the end of its constructor: a
    /// start runs at full speed, a first request at what the memory's share of a processor gives.
    protected void prime() throws Exception {}

    /// Cuts all connections before the picture is taken: in it they would be dead ones. Nothing by default.
    protected void disconnect() {}

    /// A call that is being dealt with.
    ///
    /// @param at when it arrived: the one time for all that it does
    /// @param startedAt by the clock that durations are measured by
    record Call(Context context, Instant at, long startedAt, RequestNotes notes) {}

    final Call call(Context context) {
        return new Call(context, now(), nanoTime.getAsLong(), new RequestNotes());
    }

    /// What nobody waits for an answer to.
    interface Errand {
        void run(Call call);
    }

    /// Runs it, and logs it once. What breaks is passed on to Lambda, which calls again, twice at most.
    final void run(Context context, GatewayEvent event, Errand errand) {
        var call = call(context);
        try {
            errand.run(call);
        } catch (RuntimeException e) {
            served(call, event, FAILED, e);
            throw e;
        }
        served(call, event, DONE, null);
    }

    /// Runs it, and logs it once. What breaks is logged and no more: others of the same batch still wait.
    ///
    /// @return whether it was done
    final boolean runOrReport(Context context, GatewayEvent event, Errand errand) {
        try {
            run(context, event, errand);
            return true;
        } catch (RuntimeException _) {
            return false;
        }
    }

    final void served(Call call, GatewayEvent event, int status, @Nullable Throwable failure) {
        log.write(new RequestLog.Served(
                call.at(),
                call.context().getAwsRequestId(),
                traceId(call.context()),
                cold.getAndSet(false),
                event,
                call.notes(),
                status,
                nanoTime.getAsLong() - call.startedAt(),
                failure));
    }

    /// The time, to the millisecond: as npm's own registry tells it, and as far as an id that sorts by time tells it. A
    /// clock of Lambda's has nine digits, which not every client reads.
    protected final Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// A snapshot that isn't primed is only slow, one that isn't taken is no registry: a failure here is logged.
    @Override
    public final void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        try {
            prime();
        } catch (Exception e) {
            log.warn(now(), "priming failed: this snapshot will start slowly", e);
        }
        disconnect();
    }

    /// Unlike Powertools, which counts a restored environment as warm, the first request after it is logged as cold:
    /// somebody waited for it.
    @Override
    public final void afterRestore(org.crac.Context<? extends Resource> context) {
        cold.set(true);
    }

    /// The root of the trace, as `Root=1-…;Parent=…` has it.
    private static @Nullable String traceId(Context context) {
        var header = context.getXrayTraceId() != null ? context.getXrayTraceId() : System.getProperty(TRACE_PROPERTY);
        if (header == null) {
            return null;
        }
        int semicolon = header.indexOf(';');
        var root = semicolon < 0 ? header : header.substring(0, semicolon);
        return root.startsWith("Root=") ? root.substring("Root=".length()) : root;
    }
}
