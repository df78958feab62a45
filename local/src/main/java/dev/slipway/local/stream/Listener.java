package dev.slipway.local.stream;

import dev.slipway.local.gateway.Called;
import dev.slipway.local.gateway.Functions;
import dev.slipway.local.loopback.BadRequest;
import dev.slipway.local.loopback.Json;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// The event source of one function: reads the stream, and calls the function until it has dealt with what it gets.
///
/// As strict as Lambda's where that matters: a record that fails holds up those behind it, what is tried again may come
/// twice, and what is given up takes the rest of its batch with it.
final class Listener {

    private final DynamoDbStreamsClient client;
    private final String arn;
    private final Subscription subscription;
    private final Functions functions;
    private final Positions positions;
    private final Discards discards;
    private final Consumer<String> log;
    private final Map<String, ShardReader> shards = new LinkedHashMap<>();
    private final Set<String> done = new HashSet<>();
    private boolean stale = true;

    Listener(
            DynamoDbStreamsClient client,
            String arn,
            Subscription subscription,
            Functions functions,
            Positions positions,
            Discards discards,
            Consumer<String> log) {
        this.client = client;
        this.arn = arn;
        this.subscription = subscription;
        this.functions = functions;
        this.positions = positions;
        this.discards = discards;
        this.log = log;
    }

    /// Takes one step in each shard.
    ///
    /// @param patient whether what failed waits for its time
    /// @return whether anything was done
    synchronized boolean turn(boolean patient) throws InterruptedException {
        if (stale) {
            lookForShards();
        }
        var moved = false;
        for (var each : shards.entrySet()) {
            var shard = each.getValue();
            var batch = shard.next();
            if (batch != null && (!patient || batch.isDue(System.nanoTime()))) {
                shard.replaceNext(call(batch));
                moved = true;
            }
            // Its children may be read now.
            stale |= shard.isDone() && done.add(each.getKey());
        }
        return moved || stale;
    }

    /// A shard's children are read when it is done itself, so that the order is kept.
    private void lookForShards() {
        stale = false;
        var description =
                client.describeStream(request -> request.streamArn(arn)).streamDescription();
        var all = description.shards();
        while (description.lastEvaluatedShardId() != null) {
            var last = description.lastEvaluatedShardId();
            description = client.describeStream(
                            request -> request.streamArn(arn).exclusiveStartShardId(last))
                    .streamDescription();
            all = Stream.concat(all.stream(), description.shards().stream()).toList();
        }
        var there = all.stream().map(shard -> shard.shardId()).toList();
        shards.keySet().retainAll(there);
        for (var shard : all) {
            var parent = shard.parentShardId();
            if (parent == null || !there.contains(parent) || done.contains(parent)) {
                shards.computeIfAbsent(
                        shard.shardId(), id -> new ShardReader(client, arn, id, subscription, positions));
            }
        }
    }

    /// @return what has to be tried again
    private List<Batch> call(Batch batch) throws InterruptedException {
        var oldest = InstantSource.system().instant().minus(subscription.oldest());
        if (RecordForm.createdAt(batch.records().getFirst()) < oldest.getEpochSecond()) {
            discard(batch, "RecordAgeExceeded");
            return List.of();
        }
        var event = Json.write(Map.of("Records", batch.records())).getBytes(StandardCharsets.UTF_8);
        int failed = firstFailure(batch, functions.call(subscription.function(), event));
        if (failed == batch.records().size()) {
            return List.of();
        }
        var whole = failed < 0;
        if (whole && subscription.bisects() && batch.records().size() > 1) {
            return batch.halves();
        }
        var rest = batch.from(Math.max(0, failed), System.nanoTime());
        if (subscription.retries() != Subscription.FOR_EVER && rest.attempts() > subscription.retries()) {
            discard(rest, "RetryAttemptsExhausted");
            return List.of();
        }
        return List.of(rest);
    }

    /// @return its place in the batch; the size of the batch if nothing failed, and -1 if all of it counts as failed
    private int firstFailure(Batch batch, Called called) {
        if (!(called instanceof Called.Answered(var result))) {
            log.accept(subscription.name() + " failed on the stream: " + called);
            return -1;
        }
        if (!subscription.reports()) {
            return batch.records().size();
        }
        try {
            var answer = Json.object(new String(result.toBytes(), StandardCharsets.UTF_8));
            if (!(answer.get("batchItemFailures") instanceof List<?> failures) || failures.isEmpty()) {
                return batch.records().size();
            }
            var numbers = RecordForm.sequenceNumbers(batch.records());
            int first = batch.records().size();
            for (var failure : failures) {
                int index = failure instanceof Map<?, ?> item ? numbers.indexOf(item.get("itemIdentifier")) : -1;
                if (index < 0) {
                    log.accept(subscription.name() + " reports a failure of what it never got: " + failure);
                    return -1;
                }
                first = Math.min(first, index);
            }
            return first;
        } catch (BadRequest e) {
            log.accept(subscription.name() + " answered the stream with something else than JSON: " + e.getMessage());
            return -1;
        }
    }

    private void discard(Batch batch, String condition) {
        log.accept(subscription.name() + " never dealt with " + batch.records().size() + " records: " + condition);
        discards.accept(subscription, Notice.of(subscription, arn, batch, condition));
    }
}
