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

/// A function behind an SNS topic: message → [#handle], and the log of it. Nobody waits for an answer.
///
/// What breaks is logged once and passed on to Lambda, which calls again, twice at most. So a message may come more
/// than once, as SNS says anyway.
public abstract class TopicHandler implements RequestStreamHandler, Resource {

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
    protected TopicHandler(Settings settings, InstantSource time, LongSupplier nanoTime, OutputStream logOutput) {
        this.time = time;
        this.nanoTime = nanoTime;
        this.log = new RequestLog(settings, logOutput);
        if (!settings.onDemand()) {
            Core.getGlobalContext().register(this);
        }
    }

    /// Deals with one message.
    ///
    /// @param now when it arrived
    /// @param notes what is noted here is logged when it is done
    protected abstract void handle(String message, Instant now, RequestNotes notes);

    /// Does once what every message will do, before SnapStart takes its picture. Nothing by default.
    protected void prime() {}

    /// Cuts all connections before the picture is taken: in it they would be dead ones. Nothing by default.
    protected void disconnect() {}

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        for (var notification : TopicEvent.read(input)) {
            long started = nanoTime.getAsLong();
            var now = time.instant();
            var notes = new RequestNotes();
            try {
                handle(notification.message(), now, notes);
            } catch (RuntimeException e) {
                log.write(served(now, context, notification, notes, FAILED, started, e));
                throw e;
            }
            log.write(served(now, context, notification, notes, DONE, started, null));
        }
    }

    private RequestLog.Served served(
            Instant now,
            Context context,
            TopicEvent.Notification notification,
            RequestNotes notes,
            int status,
            long started,
            @Nullable Throwable failure) {
        return new RequestLog.Served(
                now,
                context.getAwsRequestId(),
                HttpHandler.traceId(context),
                cold.getAndSet(false),
                GatewayEvent.ofTopic(notification.id()),
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
