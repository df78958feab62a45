package dev.slipway.adapters.dynamodb;

import dev.slipway.audit.RecordedEvent;
import dev.slipway.kernel.OrgSlug;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An item as the table's stream tells it: in DynamoDB's JSON, each value under the letter of its type.
///
/// @param json maps, lists, texts and booleans
public record StreamedImage(Map<String, Object> json) {

    /// What was done in an organization.
    public record Told(OrgSlug org, RecordedEvent event) {}

    /// The line of an organization's audit log that this is; nothing, if it is another item.
    ///
    /// @throws IllegalArgumentException if it is one, and not as it was written here
    public Optional<Told> auditEvent() {
        var item = item(json);
        var partition = item.get("pk");
        if (partition == null || partition.s() == null) {
            throw new IllegalArgumentException("what the stream tells has no key");
        }
        return Keys.auditedOrganization(partition.s()).map(org -> new Told(org, read(item)));
    }

    /// The turn of an export that this calls; nothing, if it is another item.
    ///
    /// @throws IllegalArgumentException if it is one, and not as it was written here
    public Optional<DynamoAuditExports.Turn> exportTurn() {
        try {
            return ExportItem.readTurn(item(json));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("what the stream tells is no turn of an export as it is written", e);
        }
    }

    private static RecordedEvent read(Map<String, AttributeValue> item) {
        try {
            return AuditItem.read(item);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("what the stream tells is no line of an audit log as it is written", e);
        }
    }

    private static Map<String, AttributeValue> item(Map<?, ?> json) {
        var item = new HashMap<String, AttributeValue>();
        json.forEach((name, typed) -> item.put(String.valueOf(name), value(typed)));
        return item;
    }

    /// Of DynamoDB's types, those that are written here.
    private static AttributeValue value(Object typed) {
        if (typed instanceof Map<?, ?> one && one.size() == 1) {
            var only = one.entrySet().iterator().next();
            switch (String.valueOf(only.getKey())) {
                case "S" -> {
                    return AttributeValue.fromS(String.valueOf(only.getValue()));
                }
                case "N" -> {
                    return AttributeValue.fromN(String.valueOf(only.getValue()));
                }
                case "BOOL" -> {
                    return AttributeValue.fromBool(Boolean.TRUE.equals(only.getValue()));
                }
                case "M" -> {
                    if (only.getValue() instanceof Map<?, ?> fields) {
                        return AttributeValue.fromM(item(fields));
                    }
                }
                case "L" -> {
                    if (only.getValue() instanceof List<?> elements) {
                        return AttributeValue.fromL(
                                elements.stream().map(StreamedImage::value).toList());
                    }
                }
                case "SS" -> {
                    if (only.getValue() instanceof List<?> texts) {
                        return AttributeValue.fromSs(
                                texts.stream().map(String::valueOf).toList());
                    }
                }
                default -> {}
            }
        }
        throw new IllegalArgumentException("what the stream tells has a value of an unknown type");
    }
}
