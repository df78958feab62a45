package dev.slipway.local.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.Database;
import dev.slipway.local.TableDefinition;
import dev.slipway.local.gateway.Functions;
import dev.slipway.local.gateway.Limits;
import dev.slipway.local.gateway.Node;
import dev.slipway.local.gateway.Template;
import dev.slipway.local.loopback.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What functions are told of the changes in a table, and what becomes of what they don't deal with.
@Timeout(60)
class TableStreamTest {

    private static final Database DATABASE = Database.inMemory();

    private final String table = "stream-" + UUID.randomUUID();
    private final Map<String, Ear> ears = new HashMap<>();
    private final List<String> discarded = new CopyOnWriteArrayList<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private Functions functions;

    @TempDir
    Path folder;

    /// A function that notes what it is told, and what it says of it.
    private static final class Ear {
        final List<List<String>> batches = new CopyOnWriteArrayList<>();
        final List<Map<String, Object>> records = new CopyOnWriteArrayList<>();
        Set<String> crashesOn = Set.of();
        Set<String> reports = Set.of();

        byte[] hear(byte[] event) {
            var batch = new ArrayList<String>();
            var failures = new ArrayList<Map<String, String>>();
            for (var each : (List<?>)
                    Json.object(new String(event, StandardCharsets.UTF_8)).get("Records")) {
                @SuppressWarnings("unchecked")
                var told = (Map<String, Object>) each;
                var id = Json.text(Json.at(told, "dynamodb", "NewImage", "sk"), "S");
                batch.add(id);
                records.add(told);
                if (reports.contains(id)) {
                    failures.add(Map.of("itemIdentifier", Json.text(Json.at(told, "dynamodb"), "SequenceNumber")));
                }
            }
            batches.add(batch);
            if (batch.stream().anyMatch(crashesOn::contains)) {
                throw new IllegalStateException("it can't");
            }
            return Json.write(Map.of("batchItemFailures", failures)).getBytes(StandardCharsets.UTF_8);
        }

        List<String> heard() {
            return batches.stream().flatMap(List::stream).toList();
        }
    }

    @BeforeEach
    void open() {
        DATABASE.create(TableDefinition.findWithStream(), table);
        functions = new Functions(
                block -> (in, out, _) -> out.write(ear(block.logicalId()).hear(in.readAllBytes())),
                Limits.AWS,
                log::add);
    }

    @AfterEach
    void close() {
        functions.close();
    }

    @AfterAll
    static void stop() {
        DATABASE.close();
    }

    private Ear ear(String function) {
        return ears.computeIfAbsent(function, _ -> new Ear());
    }

    private static String listening(String function, String settings) {
        return """
                  %s:
                    Type: AWS::Serverless::Function
                    Properties:
                      CodeUri: a.jar
                      Handler: a.B
                      Events:
                        Audit:
                          Type: DynamoDB
                          Properties: {Stream: !GetAtt Data.Outputs.TableStreamArn, StartingPosition: TRIM_HORIZON, %s,
                            FilterCriteria: {Filters: [{Pattern: '{"eventName":["INSERT"],"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"AUDIT#org:"}]}}}}'}]}}
                """.formatted(function, settings);
    }

    private static final String STRICT = "FunctionResponseTypes: [ReportBatchItemFailures],"
            + " BisectBatchOnFunctionError: true, MaximumRetryAttempts: 3";

    private TableStream stream(Positions positions, String... functionBlocks) {
        var template = Template.parse("Resources:\n" + String.join("", functionBlocks));
        return TableStream.of(
                new TableStream.Source(DATABASE.client(), DATABASE.streams(), table),
                Subscription.of(template.functions(), node -> ((Node.Text) node).value()),
                functions,
                positions,
                (subscription, notice) -> discarded.add(notice),
                log::add);
    }

    private void put(String partition, String id) {
        DATABASE.client()
                .putItem(request -> request.tableName(table)
                        .item(Map.of(
                                "pk", AttributeValue.fromS(partition),
                                "sk", AttributeValue.fromS(id),
                                "count", AttributeValue.fromN("3"),
                                "sure", AttributeValue.fromBool(true),
                                "details", AttributeValue.fromM(Map.of("to", AttributeValue.fromS("1.2.0"))))));
    }

    private void audit(String... ids) {
        for (var id : ids) {
            put("AUDIT#org:acme", id);
        }
    }

    @Test
    void what_is_wanted_is_told_once_in_its_order_and_as_it_was_written() throws Exception {
        put("ORG#acme", "ORGANIZATION");
        audit("a", "b");
        put("AUDIT#account:ada", "c");
        audit("d");
        DATABASE.client()
                .deleteItem(request -> request.tableName(table)
                        .key(Map.of("pk", AttributeValue.fromS("AUDIT#org:acme"), "sk", AttributeValue.fromS("a"))));

        try (var stream = stream(Positions.inMemory(), listening("Ear", STRICT))) {
            stream.settle();
            stream.settle();
        }

        assertThat(ear("Ear").batches).containsExactly(List.of("a", "b", "d"));
        var record = ear("Ear").records.getFirst();
        assertThat(record)
                .containsEntry("eventName", "INSERT")
                .containsEntry("eventSource", "aws:dynamodb")
                .containsEntry("eventVersion", "1.1");
        assertThat(Json.at(record, "dynamodb")).containsKeys("ApproximateCreationDateTime", "SizeBytes");
        assertThat(Json.at(record, "dynamodb", "NewImage"))
                .containsEntry("pk", Map.of("S", "AUDIT#org:acme"))
                .containsEntry("count", Map.of("N", "3"))
                .containsEntry("sure", Map.of("BOOL", true))
                .containsEntry("details", Map.of("M", Map.of("to", Map.of("S", "1.2.0"))));
        assertThat(discarded).isEmpty();
    }

    @Test
    void a_function_that_crashes_on_one_record_gets_all_others_and_the_one_is_given_up() throws Exception {
        ear("Ear").crashesOn = Set.of("c");
        audit("a", "b", "c", "d", "e");

        try (var stream = stream(Positions.inMemory(), listening("Ear", STRICT))) {
            stream.settle();
        }

        assertThat(ear("Ear").batches.getFirst()).containsExactly("a", "b", "c", "d", "e");
        assertThat(ear("Ear").batches).contains(List.of("a", "b"), List.of("d", "e"));
        // The first try and three more.
        assertThat(ear("Ear").batches.stream().filter(List.of("c")::equals)).hasSize(4);
        assertThat(discarded).singleElement().satisfies(notice -> {
            assertThat(Json.object(notice)).containsKey("DDBStreamBatchInfo");
            assertThat(Json.at(Json.object(notice), "DDBStreamBatchInfo")).containsEntry("batchSize", 1L);
            assertThat(Json.at(Json.object(notice), "requestContext"))
                    .containsEntry("condition", "RetryAttemptsExhausted");
            assertThat(notice).doesNotContain("acme");
        });
    }

    @Test
    void what_a_function_reports_comes_again_with_all_behind_it() throws Exception {
        ear("Ear").reports = Set.of("b");
        audit("a", "b", "c");

        try (var stream = stream(Positions.inMemory(), listening("Ear", STRICT))) {
            stream.settle();
        }

        assertThat(ear("Ear").batches)
                .containsExactly(List.of("a", "b", "c"), List.of("b", "c"), List.of("b", "c"), List.of("b", "c"));
        assertThat(Json.at(Json.object(discarded.getFirst()), "DDBStreamBatchInfo"))
                .containsEntry("batchSize", 2L);
    }

    @Test
    void what_is_not_asked_of_a_function_is_not_read_in_its_answer() throws Exception {
        ear("Ear").reports = Set.of("a");
        audit("a");

        try (var stream = stream(Positions.inMemory(), listening("Ear", "BatchSize: 10"))) {
            stream.settle();
        }

        assertThat(ear("Ear").heard()).containsExactly("a");
    }

    @Test
    void one_function_that_fails_holds_up_no_other() throws Exception {
        ear("Deaf").crashesOn = Set.of("a");
        audit("a", "b");

        try (var stream = stream(Positions.inMemory(), listening("Deaf", STRICT), listening("Ear", STRICT))) {
            stream.settle();
        }

        assertThat(ear("Ear").heard()).containsExactly("a", "b");
        assertThat(ear("Deaf").heard()).contains("b");
        assertThat(discarded).hasSize(1);
    }

    @Test
    void what_was_dealt_with_is_not_told_again_after_a_restart_and_what_came_meanwhile_is() throws Exception {
        var file = folder.resolve("stream.json");
        audit("a");
        try (var stream = stream(Positions.in(file), listening("Ear", STRICT))) {
            stream.settle();
        }
        audit("b");

        try (var stream = stream(Positions.in(file), listening("Ear", STRICT))) {
            stream.settle();
        }

        assertThat(ear("Ear").heard()).containsExactly("a", "b");
    }

    @Test
    void what_was_not_dealt_with_when_it_stopped_is_told_again() throws Exception {
        var file = folder.resolve("stream.json");
        ear("Ear").crashesOn = Set.of("b");
        audit("a", "b");
        try (var _ =
                stream(Positions.in(file), listening("Ear", "BatchSize: 1")).start()) {
            await(() -> ear("Ear").heard().contains("b"));
        }
        ear("Ear").crashesOn = Set.of();
        ear("Ear").batches.clear();

        try (var stream = stream(Positions.in(file), listening("Ear", "BatchSize: 1"))) {
            stream.settle();
        }

        assertThat(ear("Ear").heard()).containsExactly("b");
    }

    @Test
    void it_is_read_by_itself_once_it_was_started() throws Exception {
        try (var _ = stream(Positions.inMemory(), listening("Ear", STRICT)).start()) {
            audit("a");
            await(() -> ear("Ear").heard().contains("a"));
            audit("b");
            await(() -> ear("Ear").heard().contains("b"));
        }

        assertThat(ear("Ear").heard()).containsExactly("a", "b");
    }

    private interface Question {
        boolean holds();
    }

    private static void await(Question question) throws InterruptedException {
        var giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!question.holds()) {
            assertThat(System.nanoTime()).isLessThan(giveUp);
            assertThat(new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS)).isFalse();
        }
    }
}
