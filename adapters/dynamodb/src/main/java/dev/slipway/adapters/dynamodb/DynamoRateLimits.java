package dev.slipway.adapters.dynamodb;

import dev.slipway.access.RateLimit;
import dev.slipway.access.RateLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Counters in the table, one for each window of each who is counted. A count over the limit writes nothing.
public final class DynamoRateLimits implements RateLimits {

    private final Table table;

    public DynamoRateLimits(Table table) {
        this.table = table;
    }

    @Override
    public Answer spend(RateLimit limit, String whose, int times, Instant now) {
        var end = limit.end(now);
        int room = limit.most() - times;
        if (room < 0) {
            throw new IllegalArgumentException("more at once than the limit ever allows");
        }
        var counted = table.updateIf(
                Keys.limit(limit.kind(), whose, limit.begin(now)),
                "SET #type = :type, form = :form, forgetAt = :end ADD spent :times",
                "attribute_not_exists(pk) OR spent <= :room",
                Map.of("#type", "type"),
                Map.of(
                        ":type", AttributeValue.fromS("limit"),
                        ":form", AttributeValue.fromN("1"),
                        ":end", AttributeValue.fromN(Long.toString(end.getEpochSecond())),
                        ":times", AttributeValue.fromN(Integer.toString(times)),
                        ":room", AttributeValue.fromN(Integer.toString(room))));
        return counted ? new Answer.Allowed() : new Answer.TooFast(wait(now, end));
    }

    /// Up to whole seconds, as `Retry-After` has them: whoever waits so long is in the next window.
    private static Duration wait(Instant now, Instant end) {
        return Duration.ofSeconds(
                Duration.between(now, end).plusNanos(999_999_999).toSeconds());
    }
}
