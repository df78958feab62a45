package dev.slipway.local.gateway;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One run of a handler. It ends by itself or is killed, whichever comes first, and only that first end counts.
///
/// The environment goes back before the caller hears of the end, so that a client's next request finds it idle.
final class Invocation implements Runnable {
    private final RequestStreamHandler handler;
    private final Environments environments;
    private final Payload event;
    private final Payload result;
    private final InvocationContext context;
    private final AtomicBoolean settled = new AtomicBoolean();
    private final CompletableFuture<Called> end = new CompletableFuture<>();

    Invocation(
            RequestStreamHandler handler,
            Environments environments,
            Payload event,
            Payload result,
            InvocationContext context) {
        this.handler = handler;
        this.environments = environments;
        this.event = event;
        this.result = result;
        this.context = context;
    }

    /// An exception leaves the environment in use, as Lambda's Java runtime does; a broken machine ends it.
    @Override
    public void run() {
        Called called;
        var sound = true;
        try {
            handler.handleRequest(event.reader(), result, context);
            called = result.overflowed() ? new Called.ResultTooLarge() : new Called.Answered(result);
        } catch (Throwable e) {
            sound = !(e instanceof VirtualMachineError);
            called = new Called.Crashed(e);
        }
        if (settled.compareAndSet(false, true)) {
            if (sound) {
                environments.giveBack(handler);
            } else {
                environments.discard();
            }
            end.complete(called);
        }
    }

    /// Waits for the end; null if it doesn't come in that time.
    @Nullable
    Called await(Duration patience) throws InterruptedException {
        try {
            return end.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return null;
        } catch (ExecutionException e) {
            return new Called.Crashed(e);
        }
    }

    /// Ends it, unless it has just ended by itself. A handler that ignores the interrupt goes on in a thread that keeps
    /// nothing alive, and nobody reads what it still writes.
    Called kill(Future<?> running) {
        if (settled.compareAndSet(false, true)) {
            environments.discard();
            running.cancel(true);
            end.complete(new Called.RanTooLong());
        }
        return end.join();
    }
}
