package dev.slipway.local.stream;

import dev.slipway.local.loopback.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

/// What Lambda tells of records that it gave up
/// ([its form](https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html)).
final class Notice {

    private Notice() {}

    static String of(Subscription subscription, String arn, Batch batch, String condition) {
        var records = batch.records();
        return Json.write(Map.of(
                "requestContext",
                Map.of(
                        "requestId",
                        UUID.randomUUID().toString(),
                        "functionArn",
                        "arn:aws:lambda:eu-west-1:000000000000:function:"
                                + subscription.function().logicalId(),
                        "condition",
                        condition,
                        "approximateInvokeCount",
                        batch.attempts()),
                "version",
                "1.0",
                "timestamp",
                InstantSource.system().instant().toString(),
                "DDBStreamBatchInfo",
                Map.of(
                        "startSequenceNumber", RecordForm.sequenceNumber(records.getFirst()),
                        "endSequenceNumber", batch.last(),
                        "approximateArrivalOfFirstRecord", arrival(records.getFirst()),
                        "approximateArrivalOfLastRecord", arrival(records.getLast()),
                        "batchSize", records.size(),
                        "streamArn", arn)));
    }

    private static String arrival(Map<String, Object> form) {
        return Instant.ofEpochSecond(RecordForm.createdAt(form)).toString();
    }
}
