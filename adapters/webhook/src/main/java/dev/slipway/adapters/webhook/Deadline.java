package dev.slipway.adapters.webhook;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Does something that may hang, for so long and no longer.
///
/// What isn't done by then is interrupted. In a virtual thread that closes the socket that it hangs on, whatever it
/// does there: connecting, shaking hands, or reading one byte at a time. A look-up in the DNS goes on in the background
/// until it ends by itself, and nobody waits for it.
final class Deadline {

    private static final ExecutorService THREADS = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("webhook-", 0).factory());

    private Deadline() {}

    static <T> T within(Duration patience, Callable<T> task) throws TimeoutException, ExecutionException {
        var running = THREADS.submit(task);
        try {
            return running.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a receiver was asked", e);
        } finally {
            running.cancel(true);
        }
    }
}
