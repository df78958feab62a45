package dev.slipway.local.gateway;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The execution environments of one function: each holds one handler, serves one request at a time and is used again.
///
/// A handler that keeps state in its fields therefore behaves as on Lambda. What this can't play is static state: on
/// Lambda every environment has its own, here they all share one JVM.
final class Environments {
    private final Supplier<RequestStreamHandler> handlers;
    private final Semaphore free;
    private final ConcurrentLinkedDeque<RequestStreamHandler> idle = new ConcurrentLinkedDeque<>();

    /// Environments made by this supplier when needed, and no more than this many.
    Environments(Supplier<RequestStreamHandler> handlers, int limit) {
        this.handlers = handlers;
        this.free = new Semaphore(limit, true);
    }

    /// Takes the environment that was idle for the shortest time, or makes one; null if all stay busy for that long.
    ///
    /// Making one takes as long as its constructor does: Lambda's time for that is not counted as the function's.
    @Nullable
    RequestStreamHandler borrow(Duration patience) throws InterruptedException {
        if (!free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return null;
        }
        var used = idle.pollFirst();
        if (used != null) {
            return used;
        }
        try {
            return handlers.get();
        } catch (RuntimeException | Error e) {
            free.release();
            throw e;
        }
    }

    /// Puts an environment back for the next request.
    void giveBack(RequestStreamHandler handler) {
        idle.addFirst(handler);
        free.release();
    }

    /// Forgets an environment that was killed; a new one may take its place.
    void discard() {
        free.release();
    }
}
