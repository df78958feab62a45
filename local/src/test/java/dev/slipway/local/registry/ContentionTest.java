package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// What DynamoDB says when it is busy, which no emulator says: it is tried again, and nobody hears of it.
class ContentionTest extends OnARegistry {

    private static final Draft PAD = Draft.of("@acme/pad", "1.0.0");

    private Session max;

    @BeforeEach
    void signIn() {
        max = registry.as(Who.MAINTAINER);
    }

    /// Cancels the first transactions with this reason, at this item of each.
    private static Between cancelling(int times, String code, int at, AtomicInteger asked) {
        return (operation, request, onward) -> {
            if (request instanceof TransactWriteItemsRequest transaction && asked.incrementAndGet() <= times) {
                throw cancelled(transaction.transactItems().size(), Map.of(at, code));
            }
            return onward.send(request);
        };
    }

    private static TransactionCanceledException cancelled(int items, Map<Integer, String> codes) {
        var reasons = IntStream.range(0, items)
                .mapToObj(i -> CancellationReason.builder()
                        .code(codes.getOrDefault(i, "None"))
                        .build())
                .toList();
        return TransactionCanceledException.builder()
                .message("Transaction cancelled")
                .cancellationReasons(reasons)
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "TransactionConflict, 0",
        "TransactionConflict, 1",
        "TransactionConflict, 2",
        "TransactionConflict, 3",
        "ThrottlingError, 1",
        "ProvisionedThroughputExceeded, 2"
    })
    void a_publish_that_meets_another_is_tried_again(String code, int at) {
        var asked = new AtomicInteger();

        max.at(registry.instance(cancelling(5, code, at, asked))).published(PAD);

        assertThat(asked).hasValue(6);
        assertThat(max.tarball(PAD)).isEqualTo(PAD.bytes());
        registry.assertTidy();
    }

    @Test
    void every_other_change_that_meets_another_is_tried_again() {
        max.published(PAD, Draft.of("@acme/pad", "1.1.0"));
        var admin = registry.as(Who.ADMIN);

        assertThat(crowded(admin).tag("@acme/pad", "beta", "1.0.0").status()).isEqualTo(200);
        assertThat(crowded(admin).untag("@acme/pad", "beta").status()).isEqualTo(200);
        assertThat(crowded(admin).deprecate("@acme/pad", "1.0.0", "old").status())
                .isEqualTo(200);
        assertThat(crowded(admin).unpublish("@acme/pad", "1.0.0").status()).isEqualTo(200);
        assertThat(crowded(admin).unpublishAll("@acme/pad").status()).isEqualTo(200);
        registry.assertSound();
    }

    private Session crowded(Session session) {
        return session.at(registry.instance(cancelling(3, "TransactionConflict", 0, new AtomicInteger())));
    }

    /// The rule that was broken is the answer, also where another transaction was met besides.
    @Test
    void a_refusal_among_conflicts_is_a_refusal() {
        max.published(PAD);
        var asked = new AtomicInteger();
        var both = registry.instance((_, request, onward) -> {
            if (request instanceof TransactWriteItemsRequest transaction && asked.incrementAndGet() == 1) {
                throw cancelled(
                        transaction.transactItems().size(),
                        Map.of(0, "ConditionalCheckFailed", 1, "TransactionConflict"));
            }
            return onward.send(request);
        });

        assertThat(max.at(both).publish(Draft.of("@acme/pad", "1.1.0")).status())
                .isEqualTo(201);
        assertThat(asked).hasValue(2);
        registry.assertTidy();
    }

    @Test
    void conflicts_without_end_are_no_refusal() {
        max.published(PAD);
        var before = registry.dump();
        var crowded = registry.instance(cancelling(Integer.MAX_VALUE, "TransactionConflict", 1, new AtomicInteger()));

        var answer = max.at(crowded).publish(Draft.of("@acme/pad", "1.1.0"));

        assertThat(answer.status()).isBetween(500, 599);
        assertThat(registry.dump().items()).isEqualTo(before.items());
        registry.assertSound();
        assertThat(max.publish(Draft.of("@acme/pad", "1.1.0")).status()).isEqualTo(201);
    }

    @Test
    void a_transaction_that_is_cancelled_for_another_reason_is_an_error_and_tried_once() {
        var asked = new AtomicInteger();
        var broken = registry.instance(cancelling(Integer.MAX_VALUE, "ValidationError", 0, asked));

        assertThat(max.at(broken).publish(PAD).status()).isEqualTo(500);
        assertThat(asked).hasValue(1);
    }

    /// Reads one key of a batch at a time, or none in the first answers.
    private static Between hesitating(int emptyAnswers, AtomicInteger asked) {
        return (_, request, onward) -> {
            if (!(request instanceof BatchGetItemRequest batch)) {
                return onward.send(request);
            }
            var table = batch.requestItems().keySet().iterator().next();
            var keys = batch.requestItems().get(table);
            int processed = asked.incrementAndGet() <= emptyAnswers ? 0 : 1;
            var items = new ArrayList<Map<String, AttributeValue>>();
            if (processed > 0) {
                var some = keys.copy(builder -> builder.keys(keys.keys().subList(0, processed)));
                var answer = (BatchGetItemResponse)
                        onward.send(batch.copy(builder -> builder.requestItems(Map.of(table, some))));
                items.addAll(answer.responses().get(table));
            }
            return unprocessed(table, items, keys, processed);
        };
    }

    private static BatchGetItemResponse unprocessed(
            String table, List<Map<String, AttributeValue>> items, KeysAndAttributes keys, int processed) {
        var rest = keys.keys().subList(processed, keys.keys().size());
        var left = keys.copy(builder -> builder.keys(rest));
        return BatchGetItemResponse.builder()
                .responses(Map.of(table, items))
                .unprocessedKeys(rest.isEmpty() ? Map.of() : Map.of(table, left))
                .build();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void keys_that_were_left_unread_are_read(int emptyAnswers) {
        max.published(PAD);
        var asked = new AtomicInteger();
        var hesitant = max.at(registry.instance(hesitating(emptyAnswers, asked)));

        assertThat(hesitant.tarball(PAD)).isEqualTo(PAD.bytes());

        assertThat(asked).hasValue(emptyAnswers + 4);
    }

    @Test
    void a_publish_reads_on_too() {
        max.published(PAD);
        var hesitant = max.at(registry.instance(hesitating(2, new AtomicInteger())));

        assertThat(hesitant.publish(Draft.of("@acme/pad", "1.0.0").content("other"))
                        .status())
                .isEqualTo(409);
        assertThat(hesitant.publish(Draft.of("@acme/pad", "1.1.0")).status()).isEqualTo(201);
        registry.assertTidy();
    }

    /// Half a batch must never look like a package that isn't there or a token that is unknown.
    @Test
    void keys_that_stay_unread_are_an_error_and_no_refusal() {
        max.published(PAD);
        var before = registry.dump();
        var stuck = max.at(registry.instance(hesitating(Integer.MAX_VALUE, new AtomicInteger())));

        assertThat(stuck.get("/@acme/pad").status()).isEqualTo(500);
        registry.dump().sameAs(before, "what is stored after a read that failed");
    }
}
