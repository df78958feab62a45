package dev.slipway.local.matrix;

import dev.slipway.local.backends.Cloud;
import dev.slipway.local.registry.Between;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Stands between the functions and what they write to, sees every write, and takes all of them back: so each cell of
/// the matrix is done in earnest, and the next one finds everything as it was.
///
/// Objects are not deleted in earnest, since nobody could put them back.
///
/// Since everything is as it was, whoever asks the table what somebody asked before gets the same answer, from memory,
/// until the first write: most cells only read, and read the same. Who sets the table up by other ways says so:
/// [#forget].
final class Undo implements Between {

    private static final Set<String> READING = Set.of("getItem", "batchGetItem", "query", "getObject");

    /// DynamoDB takes so many at once.
    private static final int BATCH = 25;

    /// What a key is made of.
    private static final Set<String> KEY = Set.of("pk", "sk");

    private final Cloud cloud;
    private final List<String> written = new ArrayList<>();
    private final Map<Map<String, AttributeValue>, Map<String, AttributeValue>> before = new LinkedHashMap<>();
    private final List<String> objects = new ArrayList<>();

    /// What the table answers while all is as it was.
    private final Map<Object, Object> answers = new HashMap<>();

    Undo(Cloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public Object pass(String operation, Object request, Onward onward) throws Throwable {
        if (READING.contains(operation)) {
            return request instanceof DynamoDbRequest && before.isEmpty()
                    ? recall(request, onward)
                    : onward.send(request);
        }
        if (notesUse(request)) {
            forget();
            return onward.send(request);
        }
        return request instanceof HttpExecuteRequest http
                ? object(operation, http, onward)
                : items((DynamoDbRequest) request, onward);
    }

    /// What was written since the last time, but for how often something was tried or downloaded; and takes it back.
    List<String> takeBack() {
        var writes = before.entrySet().stream()
                .map(entry -> entry.getValue().isEmpty() ? delete(entry.getKey()) : put(entry.getValue()))
                .toList();
        for (int from = 0; from < writes.size(); from += BATCH) {
            var some = writes.subList(from, Math.min(writes.size(), from + BATCH));
            cloud.dynamoDb().batchWriteItem(request -> request.requestItems(Map.of(cloud.name(), some)));
        }
        objects.forEach(key ->
                cloud.s3().deleteObject(request -> request.bucket(cloud.name()).key(key)));
        var all = List.copyOf(written);
        clear();
        return all;
    }

    /// Lets stand what was written until now.
    void keep() {
        clear();
        forget();
    }

    /// The table isn't as it was.
    void forget() {
        answers.clear();
    }

    private Object recall(Object request, Onward onward) throws Throwable {
        var known = answers.get(request);
        if (known == null) {
            known = onward.send(request);
            answers.put(request, known);
        }
        return known;
    }

    private void clear() {
        written.clear();
        before.clear();
        objects.clear();
    }

    private static WriteRequest delete(Map<String, AttributeValue> key) {
        return WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build();
    }

    private static WriteRequest put(Map<String, AttributeValue> item) {
        return WriteRequest.builder().putRequest(put -> put.item(item)).build();
    }

    private Object items(DynamoDbRequest request, Onward onward) throws Throwable {
        var read = read(keys(request).toList());
        var answer = onward.send(request);
        // What was refused has written nothing, and came out above.
        read.forEach((key, item) -> {
            before.putIfAbsent(key, item);
            var pk = key.get("pk").s();
            if (!pk.startsWith("LIMIT#") && !pk.startsWith("DOWNLOADS#")) {
                written.add(pk);
            }
        });
        return answer;
    }

    /// What is there under these keys; nothing for those where nothing is.
    private Map<Map<String, AttributeValue>, Map<String, AttributeValue>> read(List<Map<String, AttributeValue>> keys) {
        var found = new LinkedHashMap<Map<String, AttributeValue>, Map<String, AttributeValue>>();
        keys.forEach(key -> found.put(key, Map.of()));
        if (!keys.isEmpty()) {
            var wanted = KeysAndAttributes.builder()
                    .keys(List.copyOf(found.keySet()))
                    .consistentRead(true)
                    .build();
            cloud.dynamoDb()
                    .batchGetItem(request -> request.requestItems(Map.of(cloud.name(), wanted)))
                    .responses()
                    .get(cloud.name())
                    .forEach(item -> found.put(keyOf(item), item));
        }
        return found;
    }

    private Object object(String operation, HttpExecuteRequest request, Onward onward) throws Throwable {
        var key = request.httpRequest().getUri().getPath().substring(1).replaceFirst("^" + cloud.name() + "/", "");
        written.add(operation + " " + key);
        if (operation.equals("putObject")) {
            var answer = onward.send(request);
            objects.add(key);
            return answer;
        }
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder().statusCode(200).build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(new byte[0])))
                .build();
    }

    private static Stream<Map<String, AttributeValue>> keys(DynamoDbRequest request) {
        return switch (request) {
            case PutItemRequest put -> Stream.of(keyOf(put.item()));
            case UpdateItemRequest update -> Stream.of(update.key());
            case DeleteItemRequest delete -> Stream.of(delete.key());
            case TransactWriteItemsRequest transaction ->
                transaction.transactItems().stream().flatMap(item -> key(item).stream());
            default -> throw new AssertionError("nobody knows how to take this back: " + request);
        };
    }

    private static Optional<Map<String, AttributeValue>> key(TransactWriteItem item) {
        if (item.put() != null) {
            return Optional.of(keyOf(item.put().item()));
        }
        if (item.update() != null) {
            return Optional.of(item.update().key());
        }
        return Optional.ofNullable(item.delete()).map(delete -> delete.key());
    }

    private static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        var key = new LinkedHashMap<>(item);
        key.keySet().retainAll(KEY);
        return key;
    }

    /// That a token or a member was seen is noted whatever becomes of the request, once an hour.
    private static boolean notesUse(Object request) {
        return request instanceof UpdateItemRequest update
                && update.updateExpression().startsWith("SET seenAt = :at");
    }
}
