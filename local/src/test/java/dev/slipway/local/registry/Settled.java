package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// [People] as a table holds them, ready to be moved into another table: all that a request is judged by. How they came
/// about, in the audit log and in the lists of names and accounts, stays behind.
record Settled(List<Map<String, AttributeValue>> items, Map<Who, String> tokens) {

    /// DynamoDB takes so many items in a batch.
    private static final int BATCH = 25;

    private static final Set<String> JUDGED_BY =
            Set.of("account", "name", "organization", "seats", "storage", "member", "token", "holding");

    static Settled in(DynamoDbClient dynamo, String table, Map<Who, String> tokens) {
        var items = dynamo.scanPaginator(request -> request.tableName(table).consistentRead(true)).items().stream()
                .filter(item -> JUDGED_BY.contains(item.get("type").s()) && !removed(item))
                .toList();
        return new Settled(items, Map.copyOf(tokens));
    }

    /// Removing a member is deleting their item, and nothing else.
    private static boolean removed(Map<String, AttributeValue> item) {
        return item.get("type").s().equals("member")
                && item.get("person").m().get("handle").s().equals(People.REMOVED.value());
    }

    void moveTo(DynamoDbClient dynamo, String table) {
        var writes = items.stream()
                .map(item ->
                        WriteRequest.builder().putRequest(put -> put.item(item)).build())
                .toList();
        for (int from = 0; from < writes.size(); from += BATCH) {
            var batch = writes.subList(from, Math.min(writes.size(), from + BATCH));
            var answer = dynamo.batchWriteItem(request -> request.requestItems(Map.of(table, batch)));
            assertThat(answer.unprocessedItems()).isEmpty();
        }
    }
}
