package dev.slipway.adapters.dynamodb;

import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.OrgSlug;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Writes lines of audit logs, many at once and without what they tell of.
public final class AuditPen {

    private static final int AT_ONCE = 25;

    private AuditPen() {}

    public static void write(Table table, AuditEntry entry) {
        table.put(AuditItem.write(entry));
    }

    /// An organization of which nothing is there but that it is.
    public static void found(Table table, OrgSlug org) {
        table.put(Attributes.item(Keys.founded(org), "founded", 1)
                .text("org", org.value())
                .build());
    }

    public static void writeAll(DynamoDbClient client, String table, List<AuditEntry> entries) {
        entries.stream().gather(Gatherers.windowFixed(AT_ONCE)).forEach(some -> {
            var writes = some.stream()
                    .map(entry -> WriteRequest.builder()
                            .putRequest(PutRequest.builder()
                                    .item(AuditItem.write(entry))
                                    .build())
                            .build())
                    .toList();
            client.batchWriteItem(request -> request.requestItems(Map.of(table, writes)));
        });
    }
}
