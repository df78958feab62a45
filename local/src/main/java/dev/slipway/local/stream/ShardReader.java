package dev.slipway.local.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// One shard of the stream, read for one function: a batch is had after the one before it is dealt with.
final class ShardReader {

    private final DynamoDbStreamsClient client;
    private final String arn;
    private final String shard;
    private final Subscription subscription;
    private final Positions positions;
    private final Deque<Batch> waiting = new ArrayDeque<>();
    private @Nullable String iterator;
    private @Nullable String read;
    private boolean begun;

    ShardReader(
            DynamoDbStreamsClient client, String arn, String shard, Subscription subscription, Positions positions) {
        this.client = client;
        this.arn = arn;
        this.shard = shard;
        this.subscription = subscription;
        this.positions = positions;
    }

    /// What is next, if there is anything.
    @Nullable
    Batch next() {
        while (waiting.isEmpty() && fetch()) {
            // nothing of it was wanted
        }
        return waiting.peekFirst();
    }

    /// Puts others in the place of the batch that was next: none, if it was dealt with.
    void replaceNext(List<Batch> others) {
        var was = waiting.removeFirst();
        for (var other : others.reversed()) {
            waiting.addFirst(other);
        }
        if (waiting.isEmpty() && read != null) {
            positions.reach(subscription.name(), shard, read);
        } else if (others.isEmpty()) {
            positions.reach(subscription.name(), shard, was.last());
        } else {
            // Of a batch that is tried again from a later record on, those before it were dealt with.
            int done = was.records().size()
                    - others.stream().mapToInt(each -> each.records().size()).sum();
            if (done > 0) {
                positions.reach(
                        subscription.name(),
                        shard,
                        RecordForm.sequenceNumber(was.records().get(done - 1)));
            }
        }
    }

    /// Whether all that it will ever have was dealt with.
    boolean isDone() {
        return begun && iterator == null && waiting.isEmpty();
    }

    /// @return whether there were any records
    private boolean fetch() {
        if (!begun) {
            iterator = iterator(positions.after(subscription.name(), shard));
            begun = true;
        }
        if (iterator == null) {
            return false;
        }
        try {
            var at = iterator;
            var response = client.getRecords(
                    request -> request.shardIterator(at).limit(Math.min(subscription.batchSize(), 1000)));
            iterator = response.nextShardIterator();
            var wanted = new ArrayList<Map<String, Object>>();
            for (var changed : response.records()) {
                var form = RecordForm.of(changed, arn);
                read = RecordForm.sequenceNumber(form);
                if (subscription.filter().passes(form)) {
                    wanted.add(form);
                }
            }
            if (!wanted.isEmpty()) {
                waiting.add(Batch.of(wanted));
            } else if (!response.records().isEmpty() && read != null) {
                positions.reach(subscription.name(), shard, read);
            }
            return !response.records().isEmpty();
        } catch (ExpiredIteratorException _) {
            // Nobody read for a quarter of an hour.
            iterator = iterator(positions.after(subscription.name(), shard));
            return false;
        }
    }

    private @Nullable String iterator(@Nullable String after) {
        try {
            return client.getShardIterator(request -> {
                        request.streamArn(arn).shardId(shard);
                        if (after == null) {
                            request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
                        } else {
                            request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                                    .sequenceNumber(after);
                        }
                    })
                    .shardIterator();
        } catch (TrimmedDataAccessException _) {
            return after == null ? null : iterator(null);
        }
    }
}
