package dev.slipway.local;

import dev.slipway.local.gateway.Node;
import dev.slipway.local.gateway.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/// The table as `infra/data.yaml` defines it for the cloud, read from there so that there is no second definition.
///
/// Keys, indexes and the stream are taken over. What is about operation (recovery, encryption, protection from
/// deletion) is left out: an emulator can't do it.
///
/// @param stream what the table's stream tells of a change; empty for a table that nobody listens to
public record TableDefinition(
        List<AttributeDefinition> attributes,
        List<KeySchemaElement> keys,
        List<GlobalSecondaryIndex> indexes,
        Optional<StreamSpecification> stream) {

    /// Keeps copies.
    public TableDefinition {
        attributes = List.copyOf(attributes);
        keys = List.copyOf(keys);
        indexes = List.copyOf(indexes);
    }

    /// The one table of the repository around the working directory, without its stream: the emulator keeps what
    /// streams tell for a day, also those of tables that are gone, and gets slower with it. A thousand tables in one
    /// process can't pay for that.
    public static TableDefinition find() {
        var whole = findWithStream();
        return new TableDefinition(whole.attributes, whole.keys, whole.indexes, Optional.empty());
    }

    /// The same, for who listens to it.
    public static TableDefinition findWithStream() {
        return read(SourceTree.find().data());
    }

    static TableDefinition read(Path dataYaml) {
        try {
            var tables =
                    Template.read(dataYaml).resources("AWS::DynamoDB::Table").values();
            if (tables.size() != 1) {
                throw new CannotStart(dataYaml + " defines " + tables.size() + " tables; the registry has one.");
            }
            return of(fields(tables.iterator().next(), "Properties"));
        } catch (IOException e) {
            throw new CannotStart(dataYaml + ", which defines the table, can't be read.", e);
        }
    }

    /// The request that makes a table like this.
    public CreateTableRequest request(String name) {
        var request = CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes)
                .keySchema(keys)
                .globalSecondaryIndexes(indexes);
        stream.ifPresent(request::streamSpecification);
        return request.build();
    }

    /// Whether a table has these keys and indexes and this stream, whatever order it tells them in.
    boolean describes(TableDescription table) {
        return Set.copyOf(attributes).equals(Set.copyOf(table.attributeDefinitions()))
                && keys.equals(table.keySchema())
                && stream.equals(Optional.ofNullable(table.streamSpecification()))
                && indexes.stream()
                        .map(Shape::of)
                        .collect(Collectors.toSet())
                        .equals(table.globalSecondaryIndexes().stream()
                                .map(index -> Shape.of(index.indexName(), index.keySchema(), index.projection()))
                                .collect(Collectors.toSet()));
    }

    private record Shape(String name, List<KeySchemaElement> keys, String projected, Set<String> attributes) {

        static Shape of(GlobalSecondaryIndex index) {
            return of(index.indexName(), index.keySchema(), index.projection());
        }

        static Shape of(String name, List<KeySchemaElement> keys, Projection projection) {
            return new Shape(
                    name, keys, projection.projectionTypeAsString(), new HashSet<>(projection.nonKeyAttributes()));
        }
    }

    private static TableDefinition of(Node.Fields table) {
        return new TableDefinition(
                list(table, "AttributeDefinitions").stream()
                        .map(each -> AttributeDefinition.builder()
                                .attributeName(text(each, "AttributeName"))
                                .attributeType(text(each, "AttributeType"))
                                .build())
                        .toList(),
                keys(table),
                list(table, "GlobalSecondaryIndexes").stream()
                        .map(TableDefinition::index)
                        .toList(),
                Optional.of(StreamSpecification.builder()
                        .streamEnabled(true)
                        .streamViewType(text(fields(table, "StreamSpecification"), "StreamViewType"))
                        .build()));
    }

    private static GlobalSecondaryIndex index(Node.Fields index) {
        var projection = fields(index, "Projection");
        var builder = Projection.builder().projectionType(text(projection, "ProjectionType"));
        if (projection.find("NonKeyAttributes") instanceof Node.Items(var names)) {
            builder.nonKeyAttributes(names.stream()
                    .map(name -> name instanceof Node.Text(var text) ? text : name.toString())
                    .toList());
        }
        return GlobalSecondaryIndex.builder()
                .indexName(text(index, "IndexName"))
                .keySchema(keys(index))
                .projection(builder.build())
                .build();
    }

    private static List<KeySchemaElement> keys(Node.Fields owner) {
        return list(owner, "KeySchema").stream()
                .map(key -> KeySchemaElement.builder()
                        .attributeName(text(key, "AttributeName"))
                        .keyType(text(key, "KeyType"))
                        .build())
                .toList();
    }

    private static List<Node.Fields> list(Node.Fields owner, String name) {
        if (owner.find(name) instanceof Node.Items(var values)) {
            return values.stream()
                    .map(value -> {
                        if (value instanceof Node.Fields fields) {
                            return fields;
                        }
                        throw unreadable(name, owner);
                    })
                    .toList();
        }
        throw unreadable(name, owner);
    }

    private static Node.Fields fields(Node.Fields owner, String name) {
        if (owner.find(name) instanceof Node.Fields fields) {
            return fields;
        }
        throw unreadable(name, owner);
    }

    private static String text(Node.Fields owner, String name) {
        if (owner.find(name) instanceof Node.Text(var text)) {
            return text;
        }
        throw unreadable(name, owner);
    }

    private static CannotStart unreadable(String name, Node.Fields owner) {
        return new CannotStart("infra/data.yaml defines the table in a way that the local registry can't read: " + name
                + " is missing or wrong in " + owner + ".");
    }
}
