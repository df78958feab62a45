package dev.slipway.local.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/// What DynamoDB bills for a request, by its documentation: DynamoDB Local reports too little for a transaction.
///
/// @param tableKeys the names of the table's own keys
/// @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">reads and
///     writes</a>
/// @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html">indexes</a>
record BillingRules(Set<String> tableKeys, List<GlobalSecondaryIndex> indexes) {

    private static final int READ_BLOCK = 4096;
    private static final int WRITE_BLOCK = 1024;

    /// An item as it was before a write and as it is after it; empty where there is none.
    record Written(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {}

    /// An item that was asked for by its key. One that isn't there costs as much as a small one.
    double read(Map<String, AttributeValue> item, boolean consistent) {
        return readBytes(ItemSize.of(item), consistent);
    }

    /// One page of a query: what it looked at is added up before it is rounded.
    double queried(List<Map<String, AttributeValue>> page, boolean consistent) {
        return readBytes(page.stream().mapToInt(ItemSize::of).sum(), consistent);
    }

    /// A write, with what it changes in the indexes. A transaction doubles the item and not its entries in the indexes,
    /// and what it only checks [costs as much as if it were
    /// written](https://github.com/paritysuite/dynamodb-conformance/pull/67).
    double write(Written item, boolean inTransaction) {
        var blocks = itemBlocks(item);
        return blocks * (inTransaction ? 2 : 1)
                + indexes.stream().mapToInt(index -> write(item, index)).sum();
    }

    /// A write of a transaction that is refused. What is billed for it isn't documented: at most as much as if it had
    /// not been refused, but for the indexes, which it never reached.
    double prepare(Written item) {
        return 2.0 * itemBlocks(item);
    }

    /// An item that is not there, before or after, costs as much as a small one.
    private static int itemBlocks(Written item) {
        return Math.max(1, writeBlocks(larger(item.before(), item.after())));
    }

    private int write(Written item, GlobalSecondaryIndex index) {
        var before = entry(item.before(), index);
        var after = entry(item.after(), index);
        if (before.equals(after)) {
            return 0;
        }
        return moved(before, after, index)
                ? writeBlocks(ItemSize.of(before)) + writeBlocks(ItemSize.of(after))
                : writeBlocks(larger(before, after));
    }

    /// An entry that gets another key is deleted in one place and written in another.
    private static boolean moved(
            Map<String, AttributeValue> before, Map<String, AttributeValue> after, GlobalSecondaryIndex index) {
        return !before.isEmpty()
                && !after.isEmpty()
                && index.keySchema().stream()
                        .map(KeySchemaElement::attributeName)
                        .anyMatch(key -> !before.get(key).equals(after.get(key)));
    }

    /// What an index holds of an item: nothing, if the item lacks one of its keys.
    private Map<String, AttributeValue> entry(Map<String, AttributeValue> item, GlobalSecondaryIndex index) {
        if (index.projection().projectionType() == ProjectionType.ALL) {
            throw new AssertionError("an index that has all of an item: say here what it holds");
        }
        var keys =
                index.keySchema().stream().map(KeySchemaElement::attributeName).toList();
        if (!item.keySet().containsAll(keys)) {
            return Map.of();
        }
        var kept = new HashSet<>(tableKeys);
        kept.addAll(keys);
        kept.addAll(index.projection().nonKeyAttributes());
        var entry = new HashMap<>(item);
        entry.keySet().retainAll(kept);
        return entry;
    }

    private static double readBytes(int bytes, boolean consistent) {
        var blocks = Math.max(1, Math.ceilDiv(bytes, READ_BLOCK));
        return consistent ? blocks : blocks / 2.0;
    }

    private static int writeBlocks(int bytes) {
        return Math.ceilDiv(bytes, WRITE_BLOCK);
    }

    private static int larger(Map<String, AttributeValue> one, Map<String, AttributeValue> other) {
        return Math.max(ItemSize.of(one), ItemSize.of(other));
    }
}
