package dev.slipway.local.gateway;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/// The Lambda service: runs functions on request, each in its own [Environments], within its limits.
///
/// Every call goes through real JSON bytes, so that what can't be serialised fails here and not first in the cloud. It
/// is public by itself because the gateway is not the only caller: schedules call functions too.
public final class Functions implements AutoCloseable {
    private final Function<FunctionBlock, RequestStreamHandler> handlers;
    private final Limits limits;
    private final Consumer<String> log;
    private final Map<String, Environments> environments = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("lambda-", 0).factory());

    /// Functions whose handlers are made by this factory, and whose log lines go to this sink.
    public Functions(Function<FunctionBlock, RequestStreamHandler> handlers, Limits limits, Consumer<String> log) {
        this.handlers = handlers;
        this.limits = limits;
        this.log = log;
    }

    /// Calls a function and waits for the end of it, however long its own timeout allows.
    public Called call(FunctionBlock function, byte[] event) throws InterruptedException {
        return call(
                function,
                Payload.of(event, limits.eventBytes()),
                function.timeout().plus(limits.patience()));
    }

    Called call(FunctionBlock function, Payload event, Duration patience) throws InterruptedException {
        if (event.overflowed()) {
            return new Called.EventTooLarge();
        }
        var giveUp = System.nanoTime() + patience.toNanos();
        var pool = environments.computeIfAbsent(
                function.logicalId(), _ -> new Environments(() -> handlers.apply(function), limits.environments()));
        RequestStreamHandler handler;
        try {
            handler = pool.borrow(patience);
        } catch (RuntimeException | LinkageError e) {
            return new Called.Crashed(e);
        }
        if (handler == null) {
            return new Called.NoAnswerInTime();
        }
        var context = new InvocationContext(function, log);
        var invocation = new Invocation(handler, pool, event, new Payload(0, limits.resultBytes()), context);
        return supervise(invocation, function.timeout(), Duration.ofNanos(giveUp - System.nanoTime()));
    }

    private Called supervise(Invocation invocation, Duration timeout, Duration patience) throws InterruptedException {
        var running = threads.submit(invocation);
        var killable = timeout.compareTo(patience) <= 0;
        var ended = invocation.await(killable ? timeout : patience);
        if (ended != null) {
            return ended;
        }
        if (killable) {
            return invocation.kill(running);
        }
        threads.execute(() -> killAfter(timeout.minus(patience), invocation, running));
        return new Called.NoAnswerInTime();
    }

    private static void killAfter(Duration rest, Invocation invocation, Future<?> running) {
        try {
            if (invocation.await(rest) == null) {
                invocation.kill(running);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    Limits limits() {
        return limits;
    }

    Consumer<String> log() {
        return log;
    }

    /// Stops every function where it stands.
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
