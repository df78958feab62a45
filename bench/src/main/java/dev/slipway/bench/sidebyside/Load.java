package dev.slipway.bench.sidebyside;

import dev.slipway.bench.Caller;
import dev.slipway.bench.Median;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What a number of callers get who each ask again as soon as they are answered.
final class Load {
    private Load() {}

    /// @param expected the status of every answer
    record Question(URI address, Map<String, String> headers, int expected) {}

    /// Milliseconds that an answer takes: the median for one caller, and for more of them the time that passes from one
    /// answer to the next.
    static double of(Question question, int callers, Duration length) throws InterruptedException, ExecutionException {
        var times = new ConcurrentLinkedQueue<Long>();
        var from = System.nanoTime();
        var until = from + length.toNanos();
        try (var threads = Executors.newFixedThreadPool(callers)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                running.add(threads.submit(() -> ask(question, until, times)));
            }
            for (var caller : running) {
                caller.get();
            }
        }
        var elapsed = System.nanoTime() - from;
        return callers == 1 ? Median.of(times, nanos -> nanos / 1e6) : elapsed / 1e6 / times.size();
    }

    private static void ask(Question question, long until, ConcurrentLinkedQueue<Long> times) {
        try (var caller = new Caller()) {
            long now = System.nanoTime();
            do {
                var answer = caller.get(question.address(), question.headers());
                if (answer.status() != question.expected()) {
                    throw new IllegalStateException(
                            "%s answered %d: %.300s".formatted(question.address(), answer.status(), answer.body()));
                }
                var then = System.nanoTime();
                times.add(then - now);
                now = then;
            } while (now < until);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
