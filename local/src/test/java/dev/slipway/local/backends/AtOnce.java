package dev.slipway.local.backends;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Several do something at the same moment.
public final class AtOnce {

    private AtOnce() {}

    public static List<Object> race(Callable<Object> one, Callable<Object> other) {
        return run(List.of(one, other));
    }

    /// Nobody begins before everybody is ready.
    ///
    /// @return what came of each, in the order given
    public static <T> List<T> run(List<Callable<T>> deeds) {
        var start = new CyclicBarrier(deeds.size());
        try (var threads = Executors.newFixedThreadPool(deeds.size())) {
            var futures = deeds.stream()
                    .map(deed -> threads.submit(() -> {
                        start.await();
                        return deed.call();
                    }))
                    .toList();
            return futures.stream().map(AtOnce::outcome).toList();
        }
    }

    private static <T> T outcome(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
