package dev.slipway.local.ledger;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/// A DynamoDB that takes every single put and keeps nothing of it but its partition.
final class PutKeys implements InvocationHandler {

    private final List<String> partitions = new ArrayList<>();

    DynamoDbClient client() {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, this);
    }

    List<String> partitions() {
        return partitions;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (arguments[0] instanceof PutItemRequest put) {
            partitions.add(put.item().get("pk").s());
            return PutItemResponse.builder().build();
        }
        return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
}
