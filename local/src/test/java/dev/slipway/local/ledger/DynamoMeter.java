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
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
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
    private final List<TableRequest> requests = new ArrayList<>();

    DynamoMeter(DynamoDbClient client, TableDefinition table) {
        this.client = client;
        this.rules = new BillingRules(
                table.keys().stream().map(KeySchemaElement::attributeName).collect(Collectors.toSet()),
                table.indexes());
    }

    /// What the adapter is given in the place of the client.
    DynamoDbClient metered() {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, this);
    }

    /// The requests since this was last asked.
    synchronized List<TableRequest> take() {
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

    /// What is asked at once, by virtual threads that the caller waits for, is counted as if it were asked one after
    /// the other: what it takes is the same, and how long it takes is no matter of a ledger.
    private synchronized Object metered(DynamoDbRequest request) {
        if (!Thread.currentThread().isVirtual() && !Thread.currentThread().equals(caller)) {
            throw new AssertionError("asked from another thread: trips are no longer one after the other");
        }
        return switch (request) {
            case GetItemRequest get -> get(get);
            case BatchGetItemRequest batch -> batch(batch);
            case QueryRequest query -> query(query);
            case PutItemRequest put -> put(put);
            case UpdateItemRequest update -> update(update);
            case DeleteItemRequest delete -> delete(delete);
            case TransactWriteItemsRequest transaction -> transact(transaction);
            default -> throw new AssertionError("nobody has said yet what this costs: " + request);
        };
    }

    private Object get(GetItemRequest request) {
        var response =
                client.getItem(request.copy(copy -> copy.returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)));
        requests.add(TableRequest.read(
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
        requests.add(TableRequest.read(
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
        requests.add(TableRequest.read(
                response.count(),
                response.consumedCapacity().capacityUnits(),
                rules.queried(response.items(), Boolean.TRUE.equals(request.consistentRead()))));
        return response;
    }

    private Object put(PutItemRequest request) {
        var metered = request.copy(copy -> copy.returnConsumedCapacity(ReturnConsumedCapacity.INDEXES));
        return single(request.tableName(), keyOf(request.item()), request.item(), () -> {
            var response = client.putItem(metered);
            return new Single(response, response.consumedCapacity());
        });
    }

    private Object update(UpdateItemRequest request) {
        var metered = request.copy(copy -> copy.returnConsumedCapacity(ReturnConsumedCapacity.INDEXES));
        return single(request.tableName(), request.key(), Map.of(), () -> {
            var response = client.updateItem(metered);
            return new Single(response, response.consumedCapacity());
        });
    }

    private Object delete(DeleteItemRequest request) {
        var metered = request.copy(copy -> copy.returnConsumedCapacity(ReturnConsumedCapacity.INDEXES));
        return single(request.tableName(), request.key(), Map.of(), () -> {
            var response = client.deleteItem(metered);
            return new Single(response, response.consumedCapacity());
        });
    }

    private record Single(Object response, ConsumedCapacity consumed) {}

    /// A write of one item.
    ///
    /// @param wanted what it brings, as far as the request tells
    private Object single(
            String table, Map<String, AttributeValue> key, Map<String, AttributeValue> wanted, Supplier<Single> write) {
        var before = stored(table, key);
        var partitions = List.of(partition(key));
        try {
            var done = write.get();
            var billed = rules.write(new Written(before, stored(table, key)), false);
            requests.add(TableRequest.written(1, done.consumed().capacityUnits(), billed, partitions));
            return done.response();
        } catch (ConditionalCheckFailedException e) {
            requests.add(TableRequest.refused(rules.prepare(new Written(before, wanted)) / 2, partitions));
            throw e;
        }
    }

    /// A refused transaction reports nothing and is billed all the same.
    private Object transact(TransactWriteItemsRequest request) {
        var steps = request.transactItems().stream()
                .map(step -> TransactionStep.of(step, rules.tableKeys()))
                .toList();
        var table = steps.getFirst().table();
        var keys = steps.stream().map(TransactionStep::key).toList();
        var before = keys.stream().map(key -> stored(table, key)).toList();
        var partitions = keys.stream().map(DynamoMeter::partition).toList();
        try {
            var response = client.transactWriteItems(
                    request.copy(copy -> copy.returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)));
            var billed =
                    sum(keys.size(), i -> rules.write(new Written(before.get(i), stored(table, keys.get(i))), true));
            var checks = (int) steps.stream().filter(TransactionStep::check).count();
            requests.add(TableRequest.written(keys.size(), units(response.consumedCapacity()), billed, partitions)
                    .checked(checks));
            return response;
        } catch (TransactionCanceledException e) {
            var billed = sum(
                    keys.size(),
                    i -> rules.prepare(new Written(before.get(i), steps.get(i).wanted())));
            requests.add(TableRequest.refused(billed, partitions));
            throw e;
        }
    }

    private static double sum(int count, IntToDoubleFunction each) {
        return IntStream.range(0, count).mapToDouble(each).sum();
    }

    /// What is in the table, asked behind the meter's back.
    private Map<String, AttributeValue> stored(String table, Map<String, AttributeValue> key) {
        return client.getItem(get -> get.tableName(table).key(key).consistentRead(true))
                .item();
    }

    private Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        return TransactionStep.key(item, rules.tableKeys());
    }

    private static String partition(Map<String, AttributeValue> key) {
        return key.get("pk").s();
    }

    private static double units(List<ConsumedCapacity> capacities) {
        return capacities.stream().mapToDouble(ConsumedCapacity::capacityUnits).sum();
    }
}
