package dev.slipway.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.OrgSlug;
import dev.slipway.local.Database;
import dev.slipway.local.TableDefinition;
import dev.slipway.local.registry.Between;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/// A write of one item that meets a transaction, which DynamoDB refuses and no emulator does.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetTransactionsTest {

    private static final Key KEY = Keys.organization(new OrgSlug("acme"));
    private static final Map<String, AttributeValue> SEEN = Map.of(":seen", AttributeValue.fromS("one"));

    private Database database;

    @BeforeAll
    void open() {
        database = Database.inMemory();
        database.create(TableDefinition.find(), "slipway");
    }

    @AfterAll
    void close() {
        database.close();
    }

    private static Map<String, AttributeValue> item() {
        return Map.of(
                "pk", AttributeValue.fromS(KEY.partition()),
                "sk", AttributeValue.fromS(KEY.sort()),
                "word", AttributeValue.fromS("one"));
    }

    /// What is done to one item, which is there, and holds the word `one`.
    enum Doing {
        PUT,
        PUT_IF,
        UPDATE_IF,
        DELETE_IF,
        TAKE;

        boolean to(Table table) {
            return switch (this) {
                case PUT -> {
                    table.put(item());
                    yield true;
                }
                case PUT_IF -> table.putIf(item(), "word = :seen", SEEN);
                case UPDATE_IF -> table.updateIf(KEY, "SET more = :seen", "word = :seen", Map.of(), SEEN);
                case DELETE_IF -> table.deleteIf(KEY, "word = :seen", SEEN);
                case TAKE -> table.take(KEY).isPresent();
            };
        }
    }

    private Table meeting(int times, AtomicInteger asked) {
        new Table(database.client(), "slipway").put(item());
        Between crowd = (_, request, onward) -> {
            if (asked.incrementAndGet() <= times) {
                throw TransactionConflictException.builder()
                        .message("Transaction is ongoing for the item")
                        .build();
            }
            return onward.send(request);
        };
        return new Table(crowd.before(DynamoDbClient.class, database.client()), "slipway");
    }

    @ParameterizedTest
    @EnumSource(Doing.class)
    void is_tried_again_and_is_done_once(Doing doing) {
        var asked = new AtomicInteger();

        assertThat(doing.to(meeting(3, asked))).isTrue();

        assertThat(asked).hasValue(4);
    }

    @ParameterizedTest
    @EnumSource(names = {"PUT_IF", "UPDATE_IF", "DELETE_IF", "TAKE"})
    void is_no_refusal_and_a_refusal_after_it_is_one(Doing doing) {
        var table = meeting(3, new AtomicInteger());
        new Table(database.client(), "slipway").deleteAll(List.of(KEY));

        assertThat(doing.to(table)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Doing.class)
    void that_always_meets_one_is_an_error_in_the_end_and_not_done(Doing doing) {
        var table = meeting(Integer.MAX_VALUE, new AtomicInteger());

        assertThatThrownBy(() -> doing.to(table)).isInstanceOf(IllegalStateException.class);
        assertThat(new Table(database.client(), "slipway").get(KEY)).contains(item());
    }

    /// What nothing depends on is left for another time.
    @Test
    void that_nothing_depends_on_is_let_be() {
        var asked = new AtomicInteger();

        meeting(1, asked).update(KEY, "SET word = :seen", Map.of(":seen", AttributeValue.fromS("two")));

        assertThat(asked).hasValue(1);
        assertThat(new Table(database.client(), "slipway").get(KEY)).contains(item());
    }
}
