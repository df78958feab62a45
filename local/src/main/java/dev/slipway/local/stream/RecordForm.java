package dev.slipway.local.stream;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// A record of the stream as Lambda hands it to a function
/// ([example](https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html)).
final class RecordForm {

    private RecordForm() {}

    static Map<String, Object> of(Record changed, String arn) {
        var change = changed.dynamodb();
        var told = new LinkedHashMap<String, Object>();
        told.put(
                "ApproximateCreationDateTime",
                change.approximateCreationDateTime().getEpochSecond());
        told.put("Keys", item(change.keys()));
        if (change.hasNewImage()) {
            told.put("NewImage", item(change.newImage()));
        }
        if (change.hasOldImage()) {
            told.put("OldImage", item(change.oldImage()));
        }
        told.put("SequenceNumber", change.sequenceNumber());
        told.put("SizeBytes", change.sizeBytes());
        told.put("StreamViewType", change.streamViewTypeAsString());
        var form = new LinkedHashMap<String, Object>();
        form.put("eventID", changed.eventID());
        form.put("eventName", changed.eventNameAsString());
        form.put("eventVersion", changed.eventVersion());
        form.put("eventSource", "aws:dynamodb");
        form.put("awsRegion", "eu-west-1");
        form.put("dynamodb", told);
        form.put("eventSourceARN", arn);
        return form;
    }

    private static Map<String, Object> item(Map<String, AttributeValue> item) {
        var form = new LinkedHashMap<String, Object>();
        item.forEach((name, value) -> form.put(name, value(value)));
        return form;
    }

    private static Map<String, Object> value(AttributeValue value) {
        return switch (value.type()) {
            case S -> Map.of("S", value.s());
            case N -> Map.of("N", value.n());
            case BOOL -> Map.of("BOOL", value.bool());
            case NUL -> Map.of("NULL", true);
            case M -> Map.of("M", item(value.m()));
            case L -> Map.of("L", value.l().stream().map(RecordForm::value).toList());
            case SS -> Map.of("SS", new ArrayList<>(value.ss()));
            case NS -> Map.of("NS", new ArrayList<>(value.ns()));
            case B -> Map.of("B", base64(value.b()));
            case BS -> Map.of("BS", value.bs().stream().map(RecordForm::base64).toList());
            // DynamoDB Local loses a map that has nothing in it.
            case UNKNOWN_TO_SDK_VERSION -> Map.of("M", Map.of());
        };
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArray());
    }

    static String sequenceNumber(Map<String, Object> form) {
        return form.get("dynamodb") instanceof Map<?, ?> told ? String.valueOf(told.get("SequenceNumber")) : "";
    }

    /// In seconds.
    static long createdAt(Map<String, Object> form) {
        return form.get("dynamodb") instanceof Map<?, ?> told
                        && told.get("ApproximateCreationDateTime") instanceof Long seconds
                ? seconds
                : 0;
    }

    static List<String> sequenceNumbers(List<Map<String, Object>> forms) {
        return forms.stream().map(RecordForm::sequenceNumber).toList();
    }
}
