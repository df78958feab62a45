package dev.slipway.local.stream;

import dev.slipway.local.gateway.Functions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// The stream of a table, and the functions that listen to it: each reads it for itself, four times a second as
/// Lambda's event sources do.
public final class TableStream implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final List<Listener> listeners;
    private final Consumer<String> log;
    private final ScheduledExecutorService threads;

    private TableStream(List<Listener> listeners, Consumer<String> log) {
        this.listeners = List.copyOf(listeners);
        this.log = log;
        this.threads = Executors.newScheduledThreadPool(
                0, Thread.ofVirtual().name("stream-", 0).factory());
    }

    /// Where a table is, and what tells of its changes.
    public record Source(DynamoDbClient table, DynamoDbStreamsClient streams, String name) {

        private String arn() {
            return table.describeTable(request -> request.tableName(name))
                    .table()
                    .latestStreamArn();
        }
    }

    /// A stream that nobody reads by itself: [#settle] does.
    public static TableStream of(
            Source source,
            List<Subscription> subscriptions,
            Functions functions,
            Positions positions,
            Discards discards,
            Consumer<String> log) {
        var listeners = new ArrayList<Listener>();
        if (!subscriptions.isEmpty()) {
            var arn = source.arn();
            for (var subscription : subscriptions) {
                listeners.add(new Listener(source.streams(), arn, subscription, functions, positions, discards, log));
            }
        }
        return new TableStream(listeners, log);
    }

    /// Has it read by itself from now on.
    public TableStream start() {
        for (var listener : listeners) {
            var _ = threads.scheduleWithFixedDelay(
                    () -> run(listener), PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
        return this;
    }

    private void run(Listener listener) {
        try {
            while (listener.turn(true)) {
                // until it has nothing more to do
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!threads.isShutdown()) {
                log.accept("The stream can't be read: " + e);
            }
        }
    }

    /// Has everything that was changed until now dealt with, or given up: what failed is tried again without waiting.
    public void settle() throws InterruptedException {
        for (var listener : listeners) {
            while (listener.turn(false)) {
                // until it has nothing more to do
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
