package dev.slipway.adapters.lambda;

import java.util.Map;

/// A change of one item, as the table's stream tells it.
///
/// @param eventId the stream's own, the same each time that it is delivered
/// @param sequenceNumber where it stands in its shard, which says which one failed
/// @param image the item after the change, in DynamoDB's JSON: each value under the letter of its type. Whoever stores
///     it reads it
public record StreamRecord(String eventId, String sequenceNumber, Map<String, Object> image) {

    public StreamRecord {
        image = Map.copyOf(image);
    }
}
