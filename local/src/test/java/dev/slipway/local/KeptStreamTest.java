package dev.slipway.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.gateway.Functions;
import dev.slipway.local.gateway.Limits;
import dev.slipway.local.gateway.Node;
import dev.slipway.local.gateway.Template;
import dev.slipway.local.loopback.Json;
import dev.slipway.local.stream.Positions;
import dev.slipway.local.stream.Subscription;
import dev.slipway.local.stream.TableStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The stream of a table that is kept in a file.
class KeptStreamTest {

    private static final String EAR = """
            Resources:
              Ear:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: a.jar
                  Handler: a.B
                  Events: {All: {Type: DynamoDB, Properties: {Stream: x, StartingPosition: TRIM_HORIZON}}}
            """;

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    private interface Use {
        void of(Database database, TableStream stream) throws InterruptedException;
    }

    private void open(boolean fresh, Use use) throws InterruptedException {
        var definition = TableDefinition.findWithStream();
        try (var database = Database.in(folder.resolve("table.db"));
                var functions = new Functions(
                        _ -> (in, out, _) -> {
                            note(in.readAllBytes());
                            out.write('{');
                            out.write('}');
                        },
                        Limits.AWS,
                        heard::add)) {
            var _ = fresh ? database.create(definition, "kept") : database.open(definition, "kept");
            try (var stream = TableStream.of(
                    new TableStream.Source(database.client(), database.streams(), "kept"),
                    Subscription.of(Template.parse(EAR).functions(), node -> ((Node.Text) node).value()),
                    functions,
                    Positions.in(folder.resolve("stream.json")),
                    (_, notice) -> heard.add(notice),
                    heard::add)) {
                use.of(database, stream);
            }
        }
    }

    private void note(byte[] event) {
        for (var each :
                (List<?>) Json.object(new String(event, StandardCharsets.UTF_8)).get("Records")) {
            @SuppressWarnings("unchecked")
            var told = (Map<String, Object>) each;
            heard.add(Json.text(Json.at(told, "dynamodb", "Keys", "sk"), "S"));
        }
    }

    private static void put(Database database, String id) {
        database.client()
                .putItem(request -> request.tableName("kept")
                        .item(Map.of("pk", AttributeValue.fromS("A"), "sk", AttributeValue.fromS(id))));
    }

    @Test
    void what_was_changed_before_a_restart_is_told_after_it_and_what_was_told_is_not() throws InterruptedException {
        open(true, (database, stream) -> {
            put(database, "a");
            stream.settle();
            put(database, "b");
        });
        open(false, (database, stream) -> {
            stream.settle();
            put(database, "c");
            stream.settle();
        });
        open(false, (database, stream) -> stream.settle());

        assertThat(heard).containsExactly("a", "b", "c");
    }
}
