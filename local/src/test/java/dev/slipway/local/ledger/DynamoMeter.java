package dev.slipway.local.ledger;

import dev.slipway.local.TableDefinition;
import dev.slipway.local.ledger.BillingRules.Written;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Stands between the adapter and DynamoDB, asks for the consumed capacity of each request, and keeps a note of it.
///
/// A request of a kind that it doesn't know fails the test: whoever adds a scan has to say what it costs.
final class DynamoMeter implements InvocationHandler {

    private final DynamoDbClient client;
    private final BillingRules rules;
    private final Thread caller = Thread.currentThread();
    private final List<Request> requests = new ArrayList<>();

    DynamoMeter(DynamoDbClient client, TableDefinition table) {
        this.client = client;
        this.rules = new BillingRules(
                table.keys().stream().map(KeySchemaElement::attributeName).collect(Collectors.toSet()),
                table.indexes());
    }

    /// One request, which is one round trip.
    ///
    /// @param itemsRead how many there were, of those that were asked for
    /// @param readReported read units that DynamoDB Local reports
    /// @param readBilled read units by the documentation
    /// @param partitions that it wrote to
    record Request(
            int itemsRead,
            int itemsWritten,
            double readReported,
            double readBilled,
            double writeReported,
            double writeBilled,
            List<String> partitions) {

        static Request read(int items, double reported, double billed) {
            return new Request(items, 0, reported, billed, 0, 0, List.of());
        }

        static Request written(int items, double reported, double billed, List<String> partitions) {
            return new Request(0, items, 0, 0, reported, billed, partitions);
        }
    }

    /// What the adapter is given in the place of the client.
    DynamoDbClient metered() {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, this);
    }

    /// The requests since this was last asked.
    List<Request> take() {
        var taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    /// A paginator, and whatever takes a builder, comes back here with the requests that it makes.
    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (arguments != null
                && arguments[0] instanceof DynamoDbRequest request
                && !method.getName().endsWith("Paginator")) {
            return metered(request);
        }
        if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Object metered(DynamoDbRequest request) {
        if (!Thread.currentThread().equals(caller)) {
            throw new AssertionError("asked from another thread: trips are no longer one after the other");
        }
        return switch (request) {
            case GetItemRequest get -> get(get);
            case BatchGetItemRequest batch -> batch(batch);
            case QueryRequest query -> query(query);
            case PutItemRequest put -> put(put);
            case UpdateItemRequest update -> update(update);
            case TransactWriteItemsRequest transaction -> transact(transaction);
            default -> throw new AssertionError("nobody has said yet what this costs: " + request);
        };
    }

    private Object get(GetItemRequest request) {
        var response =
                client.getItem(request.copy(copy -> copy.returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)));
        requests.add(Request.read(
                response.hasItem() ? 1 : 0,
                response.consumedCapacity().capacityUnits(),
                rules.read(response.item(), request.consistentRead())));
        return response;
    }

    private Object batch(BatchGetItemRequest request) {
        var response =
                client.batchGetItem(request.copy(copy -> copy.returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)));
        var asked = request.requestItems().values().iterator().next();
        var items = response.responses().values().stream().flatMap(List::stream).toList();
        var missing = asked.keys().size() - items.size();
        requests.add(Request.read(
                items.size(),
                units(response.consumedCapacity()),
                missing * rules.read(Map.of(), asked.consistentRead())
                        + items.stream()
                                .mapToDouble(item -> rules.read(item, asked.consistentRead()))
                                .sum()));
        return response;
    }

    private Object query(QueryRequest request) {
        var response = client.query(request.copy(copy -> copy.returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)));
        requests.add(Request.read(
                response.count(),
                response.consumedCapacity().capacityUnits(),
                rules.queried(response.items(), Boolean.TRUE.equals(request.consistentRead()))));
        return response;
    }

    private Object put(PutItemRequest request) {
        var key = keyOf(request.item());
        var before = stored(request.tableName(), key);
        var response =
                client.putItem(request.copy(copy -> copy.returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)));
        requests.add(Request.written(
                1,
                response.consumedCapacity().capacityUnits(),
                rules.write(new Written(before, request.item()), false),
                List.of(partition(key))));
        return response;
    }

    private Object update(UpdateItemRequest request) {
        var before = stored(request.tableName(), request.key());
        var response =
                client.updateItem(request.copy(copy -> copy.returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)));
        requests.add(Request.written(
                1,
                response.consumedCapacity().capacityUnits(),
                rules.write(new Written(before, stored(request.tableName(), request.key())), false),
                List.of(partition(request.key()))));
        return response;
    }

    /// A refused transaction reports nothing and is billed all the same.
    private Object transact(TransactWriteItemsRequest request) {
        var table = table(request);
        var keys = request.transactItems().stream().map(this::keyOf).toList();
        var before = keys.stream().map(key -> stored(table, key)).toList();
        var partitions = keys.stream().map(DynamoMeter::partition).toList();
        try {
            var response = client.transactWriteItems(
                    request.copy(copy -> copy.returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)));
            var billed =
                    sum(keys.size(), i -> rules.write(new Written(before.get(i), stored(table, keys.get(i))), true));
            requests.add(Request.written(keys.size(), units(response.consumedCapacity()), billed, partitions));
            return response;
        } catch (TransactionCanceledException e) {
            var billed = sum(keys.size(), i -> rules.prepare(new Written(before.get(i), wanted(request, i))));
            requests.add(Request.written(0, 0, billed, partitions));
            throw e;
        }
    }

    /// The item that a put brings; an update brings no more than a counter.
    private static Map<String, AttributeValue> wanted(TransactWriteItemsRequest request, int i) {
        var put = request.transactItems().get(i).put();
        return put == null ? Map.of() : put.item();
    }

    private static double sum(int count, IntToDoubleFunction each) {
        return IntStream.range(0, count).mapToDouble(each).sum();
    }

    /// What is in the table, asked behind the meter's back.
    private Map<String, AttributeValue> stored(String table, Map<String, AttributeValue> key) {
        return client.getItem(get -> get.tableName(table).key(key).consistentRead(true))
                .item();
    }

    private Map<String, AttributeValue> keyOf(TransactWriteItem write) {
        if (write.put() != null) {
            return keyOf(write.put().item());
        }
        if (write.delete() != null) {
            return write.delete().key();
        }
        return write.update() != null
                ? write.update().key()
                : write.conditionCheck().key();
    }

    private Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        return rules.tableKeys().stream().collect(Collectors.toMap(name -> name, item::get));
    }

    private static String table(TransactWriteItemsRequest request) {
        var first = request.transactItems().getFirst();
        if (first.put() != null) {
            return first.put().tableName();
        }
        if (first.delete() != null) {
            return first.delete().tableName();
        }
        return first.update() != null
                ? first.update().tableName()
                : first.conditionCheck().tableName();
    }

    private static String partition(Map<String, AttributeValue> key) {
        return key.get("pk").s();
    }

    private static double units(List<ConsumedCapacity> capacities) {
        return capacities.stream().mapToDouble(ConsumedCapacity::capacityUnits).sum();
    }
}
