package dev.slipway.adapters.dynamodb;

import dev.slipway.kernel.Page;
import dev.slipway.kernel.Position;
import dev.slipway.kernel.Slice;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/// The only class that talks to DynamoDB. All of it stands behind these few methods, so that the way to the table can
/// be changed without touching a rule: the conditions are the callers'.
public final class Table {

    /// Sorts behind every character that a key of ours has.
    private static final String LAST = "\uFFFF";

    private final DynamoDbClient client;
    private final String name;
    private final Runnable disconnect;

    /// @param client its own retries are for throttling and lost connections; conflicts are retried here
    public Table(DynamoDbClient client, String name) {
        this(client, name, () -> {});
    }

    private Table(DynamoDbClient client, String name, Runnable disconnect) {
        this.client = client;
        this.name = name;
        this.disconnect = disconnect;
    }

    /// @param endpoint where DynamoDB is, if it isn't the region's own
    /// @param connections what requests go over; it opens new ones after it was closed
    public static Table open(String name, Optional<URI> endpoint, SdkHttpClient connections) {
        var builder = DynamoDbClient.builder().httpClient(connections);
        endpoint.ifPresent(builder::endpointOverride);
        return new Table(builder.build(), name, connections::close);
    }

    /// A table that a handler rehearses on: see [RehearsalTable].
    static Table rehearsing(SdkHttpClient wire) {
        var credentials = AwsBasicCredentials.create("rehearsal", "rehearsal");
        var client = DynamoDbClient.builder()
                .httpClient(wire)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
        return new Table(client, "rehearsal", wire::close);
    }

    /// Cuts the connections, as before a snapshot is taken. The next request opens new ones.
    public void disconnect() {
        disconnect.run();
    }

    /// Ends the use of this table.
    public void close() {
        client.close();
        disconnect.run();
    }

    Optional<Map<String, AttributeValue>> get(Key key) {
        var response = client.getItem(
                request -> request.tableName(name).key(key.attributes()).consistentRead(true));
        return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
    }

    /// Reads items, strongly consistent: each either is there or was not when asked. Up to 100 are one round trip.
    Map<Key, Map<String, AttributeValue>> getAll(Collection<Key> keys) {
        return Batches.get(
                name,
                List.copyOf(keys),
                some -> client.batchGetItem(request -> request.requestItems(Map.of(name, some))));
    }

    /// Reads the items of a partition whose sort key begins with this, strongly consistent, in as many pages as it
    /// takes.
    List<Map<String, AttributeValue>> query(String partition, String sortPrefix) {
        return client
                .queryPaginator(request -> request.tableName(name)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :partition AND begins_with(sk, :prefix)")
                        .expressionAttributeValues(Map.of(
                                ":partition", AttributeValue.fromS(partition),
                                ":prefix", AttributeValue.fromS(sortPrefix))))
                .items()
                .stream()
                .toList();
    }

    /// Reads a part of a partition, strongly consistent, in the order of its sort keys. A position is what follows the
    /// prefix in them.
    ///
    /// @param sortPrefix what the sort keys of the list begin with; may be empty
    Page<Map<String, AttributeValue>> page(String partition, String sortPrefix, Slice slice) {
        return page(
                slice,
                request ->
                        request.consistentRead(true).keyConditionExpression("pk = :under AND sk BETWEEN :from AND :to"),
                partition,
                sortPrefix,
                "sk");
    }

    /// As [#page], from the last sort key to the first.
    Page<Map<String, AttributeValue>> pageBackwards(String partition, String sortPrefix, Slice slice) {
        var items = new ArrayList<Map<String, AttributeValue>>();
        var to = sortPrefix + slice.after().map(Position::value).orElse(LAST);
        var pages = client.queryPaginator(request -> request.tableName(name)
                .consistentRead(true)
                .scanIndexForward(false)
                .limit(slice.limit() + 2)
                .keyConditionExpression("pk = :under AND sk BETWEEN :from AND :to")
                .expressionAttributeValues(Map.of(
                        ":under", AttributeValue.fromS(partition),
                        ":from", AttributeValue.fromS(sortPrefix + "\0"),
                        ":to", AttributeValue.fromS(to))));
        for (var page : pages) {
            // The one that the part before ended with was shown there.
            page.items().stream()
                    .filter(item -> !Attributes.text(item, "sk").equals(to))
                    .forEach(items::add);
            if (items.size() > slice.limit()) {
                var last = Attributes.text(items.get(slice.limit() - 1), "sk").substring(sortPrefix.length());
                return new Page<>(items.subList(0, slice.limit()), Optional.of(new Position(last)));
            }
        }
        return new Page<>(items, Optional.empty());
    }

    /// Reads a part of what stands under a key of an index, in the order of its range key.
    Page<Map<String, AttributeValue>> pageOfIndex(Index index, String under, Slice slice) {
        return page(
                slice,
                request -> request.indexName(index.title)
                        .keyConditionExpression(
                                index.title + "Under = :under AND " + index.title + "As BETWEEN :from AND :to"),
                under,
                "",
                index.title + "As");
    }

    /// One item more is read than was asked for, since only that tells whether the list goes on.
    private Page<Map<String, AttributeValue>> page(
            Slice slice, Consumer<QueryRequest.Builder> where, String under, String prefix, String sort) {
        var items = new ArrayList<Map<String, AttributeValue>>();
        // The next key after one is the same with the least of all characters behind it.
        var from = prefix + slice.after().map(after -> after + "\0").orElse("\0");
        var pages = client.queryPaginator(request -> {
            request.tableName(name)
                    .limit(slice.limit() + 1)
                    .expressionAttributeValues(Map.of(
                            ":under", AttributeValue.fromS(under),
                            ":from", AttributeValue.fromS(from),
                            ":to", AttributeValue.fromS(prefix + LAST)));
            where.accept(request);
        });
        for (var page : pages) {
            items.addAll(page.items());
            if (items.size() > slice.limit()) {
                var last = Attributes.text(items.get(slice.limit() - 1), sort).substring(prefix.length());
                return new Page<>(items.subList(0, slice.limit()), Optional.of(new Position(last)));
            }
        }
        return new Page<>(items, Optional.empty());
    }

    /// Where items stand in the order of their sort keys: a partition, or a key of an index that keeps that order.
    record Lane(String attribute, String under) {

        static Lane ofPartition(String partition) {
            return new Lane("pk", partition);
        }

        /// @param index called by its hash key
        static Lane ofIndex(String index, String under) {
            return new Lane(index, under);
        }

        boolean ofTable() {
            return attribute.equals("pk");
        }
    }

    /// A stretch of a lane.
    ///
    /// @param ends whether nothing more lies between its bounds
    record Stretch(List<Map<String, AttributeValue>> items, boolean ends) {}

    /// Reads what lies between two sort keys, both of them included, at most so much of it: one request. A partition is
    /// read strongly consistent, an index as far as it has come.
    Stretch stretch(Lane lane, String from, String to, boolean backwards, int limit) {
        var response = client.query(request -> {
            request.tableName(name)
                    .limit(limit)
                    .scanIndexForward(!backwards)
                    .keyConditionExpression(lane.attribute() + " = :under AND sk BETWEEN :from AND :to")
                    .expressionAttributeValues(Map.of(
                            ":under", AttributeValue.fromS(lane.under()),
                            ":from", AttributeValue.fromS(from),
                            ":to", AttributeValue.fromS(to)));
            if (lane.ofTable()) {
                request.consistentRead(true);
            } else {
                request.indexName(lane.attribute());
            }
        });
        return new Stretch(response.items(), !response.hasLastEvaluatedKey());
    }

    /// Reads at most so many items under a key of an index, in the order of its range key.
    List<Map<String, AttributeValue>> queryIndex(Index index, String under, int most) {
        var items = new ArrayList<Map<String, AttributeValue>>();
        var pages = client.queryPaginator(request -> request.tableName(name)
                .indexName(index.title)
                .limit(most)
                .keyConditionExpression(index.title + "Under = :under")
                .expressionAttributeValues(Map.of(":under", AttributeValue.fromS(under))));
        for (var page : pages) {
            items.addAll(page.items());
            if (items.size() >= most) {
                break;
            }
        }
        return items.size() > most ? items.subList(0, most) : items;
    }

    /// Writes one item that nothing depends on.
    void put(Map<String, AttributeValue> item) {
        Rounds.held(() -> client.putItem(request -> request.tableName(name).item(item)));
    }

    /// Changes attributes of an item, if it is there, that nothing depends on.
    void update(Key key, String expression, Map<String, AttributeValue> values) {
        try {
            client.updateItem(request -> request.tableName(name)
                    .key(key.attributes())
                    .updateExpression(expression)
                    .conditionExpression("attribute_exists(pk)")
                    .expressionAttributeValues(values));
        } catch (ConditionalCheckFailedException _) {
            // It was deleted since it was read: there is nothing to note any more.
        } catch (TransactionConflictException _) {
            // It is being changed at this moment. What nothing depends on can be noted another time.
        }
    }

    /// Changes attributes of an item, or makes it, whatever is there.
    void make(Key key, String expression, Map<String, String> names, Map<String, AttributeValue> values) {
        Rounds.held(() -> client.updateItem(request -> request.tableName(name)
                .key(key.attributes())
                .updateExpression(expression)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)));
    }

    /// Writes one item under a condition, in place of whatever is there.
    ///
    /// @return whether the condition held
    boolean putIf(Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
        return Rounds.held(() -> client.putItem(request -> request.tableName(name)
                .item(item)
                .conditionExpression(condition)
                .expressionAttributeValues(values.isEmpty() ? null : values)));
    }

    /// Deletes one item under a condition.
    ///
    /// @return whether the condition held
    boolean deleteIf(Key key, String condition, Map<String, AttributeValue> values) {
        return Rounds.held(() -> client.deleteItem(request -> request.tableName(name)
                .key(key.attributes())
                .conditionExpression(condition)
                .expressionAttributeValues(values)));
    }

    /// Deletes what is there of these, and nothing depends on.
    void deleteAll(Collection<Key> keys) {
        Batches.delete(
                name,
                List.copyOf(keys),
                some -> client.batchWriteItem(request -> request.requestItems(Map.of(name, some))));
    }

    /// Deletes an item: of those who do so at once, one gets it.
    Optional<Map<String, AttributeValue>> take(Key key) {
        var taken = new AtomicReference<Map<String, AttributeValue>>();
        var held = Rounds.held(() -> taken.set(client.deleteItem(request -> request.tableName(name)
                        .key(key.attributes())
                        .conditionExpression("attribute_exists(pk)")
                        .returnValues(ReturnValue.ALL_OLD))
                .attributes()));
        return held ? Optional.of(taken.get()) : Optional.empty();
    }

    /// Changes one item under a condition, or makes it.
    ///
    /// @return whether the condition held
    boolean updateIf(
            Key key,
            String expression,
            String condition,
            Map<String, String> names,
            Map<String, AttributeValue> values) {
        return Rounds.held(() -> client.updateItem(request -> request.tableName(name)
                .key(key.attributes())
                .updateExpression(expression)
                .conditionExpression(condition)
                .expressionAttributeNames(names.isEmpty() ? null : names)
                .expressionAttributeValues(values)));
    }

    /// Writes all or nothing. A refusal is the first step, in the order given, whose condition did not hold; meeting
    /// another transaction is no refusal and is tried again.
    <S extends Enum<S>> Outcome<S> transact(List<Write<S>> writes) {
        return Transactions.run(
                name, writes, items -> client.transactWriteItems(request -> request.transactItems(items)));
    }

    /// The secondary indexes.
    enum Index {
        LISTED("listed"),
        PUBLIC("public");

        private final String title;

        Index(String title) {
            this.title = title;
        }
    }
}
