package dev.slipway.local.queue;

import dev.slipway.local.gateway.Called;
import dev.slipway.local.gateway.FunctionBlock;
import dev.slipway.local.gateway.Functions;
import dev.slipway.local.gateway.MalformedTemplate;
import dev.slipway.local.gateway.Node;
import dev.slipway.local.gateway.Trigger;
import dev.slipway.local.loopback.BadRequest;
import dev.slipway.local.loopback.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/// The event source of the queue: calls the function that the template has listen, with one message at a time and with
/// several groups at once, and deletes what the function doesn't say is undone.
public final class QueueSource implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int AT_ONCE = 8;

    private static final Set<String> KNOWN =
            Set.of("Queue", "BatchSize", "Enabled", "FunctionResponseTypes", "ScalingConfig");

    private final FifoQueue queue;
    private final Optional<FunctionBlock> function;
    private final Functions functions;
    private final Consumer<String> log;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
            0, Thread.ofVirtual().name("queue-", 0).factory());

    private QueueSource(FifoQueue queue, Optional<FunctionBlock> function, Functions functions, Consumer<String> log) {
        this.queue = queue;
        this.function = function;
        this.functions = functions;
        this.log = log;
    }

    /// A source that calls nobody by itself: [#settle] does.
    ///
    /// @param resolve what an intrinsic function means
    /// @throws MalformedTemplate for what isn't known here
    public static QueueSource of(
            FifoQueue queue,
            List<FunctionBlock> blocks,
            Function<Node, String> resolve,
            Functions functions,
            Consumer<String> log) {
        var listening = blocks.stream()
                .filter(block -> block.triggers().stream().anyMatch(trigger -> listens(block, trigger, resolve)))
                .toList();
        if (listening.size() > 1) {
            throw new MalformedTemplate("template", "several functions listen to the one queue");
        }
        return new QueueSource(queue, listening.stream().findFirst(), functions, log);
    }

    private static boolean listens(FunctionBlock block, Trigger trigger, Function<Node, String> resolve) {
        if (!(trigger instanceof Trigger.Other(var name, var type, var properties)) || !type.equals("SQS")) {
            return false;
        }
        var place = block.logicalId() + "." + name;
        if (!KNOWN.containsAll(properties.values().keySet())) {
            throw new MalformedTemplate(place, "of how it listens to the queue not all is known here: " + properties);
        }
        if (!new Node.Text("1").equals(properties.find("BatchSize"))
                || !new Node.Items(List.of(new Node.Text("ReportBatchItemFailures")))
                        .equals(properties.find("FunctionResponseTypes"))) {
            throw new MalformedTemplate(place, "it must take one message at a time and report what is undone");
        }
        var enabled = properties.find("Enabled");
        return enabled == null || resolve.apply(enabled).equals("true");
    }

    /// Has it call the function by itself from now on.
    public QueueSource start() {
        if (function.isPresent()) {
            queue.onSent(() -> {
                if (!threads.isShutdown()) {
                    threads.execute(this::run);
                }
            });
            var _ = threads.scheduleWithFixedDelay(
                    this::run, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
        return this;
    }

    private void run() {
        try {
            while (free.tryAcquire()) {
                var received = queue.receive();
                if (received.isEmpty()) {
                    free.release();
                    return;
                }
                threads.execute(() -> {
                    try {
                        call(received.get());
                    } finally {
                        free.release();
                    }
                });
            }
        } catch (RuntimeException e) {
            if (!threads.isShutdown()) {
                log.accept("The queue can't be read: " + e);
            }
        }
    }

    /// Calls the function with all that may be received now, one after the other.
    public void settle() {
        if (function.isPresent()) {
            for (var next = queue.receive(); next.isPresent(); next = queue.receive()) {
                call(next.get());
            }
        }
    }

    private void call(Waiting message) {
        var block = function.orElseThrow();
        try {
            var called = functions.call(block, event(message));
            if (!(called instanceof Called.Answered(var result))) {
                log.accept(block.logicalId() + " failed on a message: " + called);
                return;
            }
            var answer = Json.object(new String(result.toBytes(), StandardCharsets.UTF_8));
            if (answer.get("batchItemFailures") instanceof List<?> failures && failures.isEmpty()) {
                queue.delete(message.receipt());
            }
        } catch (BadRequest e) {
            log.accept(block.logicalId() + " answered a message with something else than JSON: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] event(Waiting message) {
        return Json.write(Map.of(
                        "Records",
                        List.of(Map.of(
                                "messageId", message.id(),
                                "receiptHandle", message.receipt(),
                                "body", message.body(),
                                "attributes",
                                        Map.of(
                                                "ApproximateReceiveCount", Integer.toString(message.received()),
                                                "SentTimestamp",
                                                        Long.toString(
                                                                message.sentAt().toEpochMilli()),
                                                "SequenceNumber", Long.toString(message.number()),
                                                "MessageGroupId", message.group(),
                                                "MessageDeduplicationId", message.deduplication()),
                                "messageAttributes", Map.of(),
                                "eventSource", "aws:sqs",
                                "eventSourceARN", "arn:aws:sqs:eu-west-1:000000000000:deliveries.fifo",
                                "awsRegion", "eu-west-1"))))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        queue.onSent(() -> {});
        threads.shutdownNow();
        try {
            threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
