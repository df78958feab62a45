package dev.slipway.local.audit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/// A DynamoDB that counts how often it is asked, and what that takes.
final class CountedClient implements InvocationHandler {

    private final DynamoDbClient real;
    private final LongAdder requests = new LongAdder();
    private final DoubleAdder units = new DoubleAdder();

    CountedClient(DynamoDbClient real) {
        this.real = real;
    }

    DynamoDbClient client() {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, this);
    }

    /// What somebody does takes so much.
    record Cost(long requests, double units) {}

    Cost of(Runnable deed) {
        var before = new Cost(requests.sum(), units.sum());
        deed.run();
        return new Cost(requests.sum() - before.requests(), units.sum() - before.units());
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (arguments != null
                && arguments[0] instanceof QueryRequest query
                && method.getName().equals("query")) {
            var response = real.query(query.toBuilder()
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .build());
            count(response.consumedCapacity());
            return response;
        }
        if (arguments != null && arguments[0] instanceof BatchGetItemRequest get) {
            var response = real.batchGetItem(get.toBuilder()
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .build());
            response.consumedCapacity().forEach(this::count);
            return response;
        }
        if (method.isDefault()
                && arguments != null
                && (arguments[0] instanceof Consumer<?> || method.getName().equals("queryPaginator"))) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void count(ConsumedCapacity consumed) {
        requests.increment();
        units.add(consumed.capacityUnits());
    }
}
