package dev.slipway.adapters.dynamodb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Many items at once. What DynamoDB leaves of a batch is asked for again: half of one must never look like items that
/// aren't there.
final class Batches {

    /// What DynamoDB takes at once.
    private static final int LARGEST_OF_READS = 100;

    private static final int LARGEST_OF_WRITES = 25;

    private Batches() {}

    /// See [Table#getAll].
    ///
    /// @param ask DynamoDB for these
    static Map<Key, Map<String, AttributeValue>> get(
            String table, List<Key> keys, Function<KeysAndAttributes, BatchGetItemResponse> ask) {
        var found = new HashMap<Key, Map<String, AttributeValue>>();
        for (int from = 0; from < keys.size(); from += LARGEST_OF_READS) {
            getOne(table, keys.subList(from, Math.min(keys.size(), from + LARGEST_OF_READS)), ask, found);
        }
        return found;
    }

    private static void getOne(
            String table,
            List<Key> keys,
            Function<KeysAndAttributes, BatchGetItemResponse> ask,
            Map<Key, Map<String, AttributeValue>> found) {
        var wanted = KeysAndAttributes.builder()
                .keys(keys.stream().map(Key::attributes).toList())
                .consistentRead(true)
                .build();
        for (int round = 0; ; round++) {
            var response = ask.apply(wanted);
            response.responses().getOrDefault(table, List.of()).forEach(item -> found.put(Key.of(item), item));
            var rest = response.unprocessedKeys().get(table);
            if (rest == null || !rest.hasKeys()) {
                return;
            }
            Rounds.pauseOrGiveUp(round, "DynamoDB left keys of a batch unread");
            wanted = rest;
        }
    }

    /// See [Table#deleteAll].
    ///
    /// @param ask DynamoDB for these
    static void delete(String table, List<Key> keys, Function<List<WriteRequest>, BatchWriteItemResponse> ask) {
        for (int from = 0; from < keys.size(); from += LARGEST_OF_WRITES) {
            deleteOne(table, keys.subList(from, Math.min(keys.size(), from + LARGEST_OF_WRITES)), ask);
        }
    }

    private static void deleteOne(
            String table, List<Key> keys, Function<List<WriteRequest>, BatchWriteItemResponse> ask) {
        var deletions = keys.stream()
                .map(key -> WriteRequest.builder()
                        .deleteRequest(deletion -> deletion.key(key.attributes()))
                        .build())
                .toList();
        for (int round = 0; !deletions.isEmpty(); round++) {
            deletions = ask.apply(deletions).unprocessedItems().getOrDefault(table, List.of());
            if (!deletions.isEmpty()) {
                Rounds.pauseOrGiveUp(round, "DynamoDB left keys of a batch where they were");
            }
        }
    }
}
