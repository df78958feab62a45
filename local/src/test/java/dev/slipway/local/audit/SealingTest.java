package dev.slipway.local.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.adapters.dynamodb.DynamoChains;
import dev.slipway.adapters.s3.S3Seals;
import dev.slipway.audit.AuditQuery.Include;
import dev.slipway.audit.AuditQuery.Order;
import dev.slipway.audit.RecordedEvent;
import dev.slipway.audit.seal.Head;
import dev.slipway.audit.seal.SealLogs;
import dev.slipway.audit.seal.SealStore;
import dev.slipway.kernel.OrgSlug;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Seals of a log in the table, in a bucket: all of it, once, whoever runs at the same time and wherever one dies.
class SealingTest {

    private static final Instant HOUR = LogBook.START.plus(Duration.ofHours(1));

    @TempDir
    Path folder;

    private final Random random = new Random(20261128);
    private SealRoom room;

    @BeforeEach
    void open() {
        room = new SealRoom(folder);
    }

    @AfterEach
    void close() {
        room.close();
    }

    private Head head() {
        return room.chains.find(LogBook.ACME).orElseThrow();
    }

    private void sound() {
        var report = room.verify();
        assertThat(report.findings()).isEmpty();
        assertThat(report.events()).isEqualTo(room.logged());
        assertThat(report.last().orElseThrow().sha256()).isEqualTo(head().sha256());
    }

    @Test
    void changes_and_installs_of_all_shards_are_sealed_and_an_hour_later_what_came_since() {
        var events = room.book.filled(random, 600, Duration.ofHours(1)).size();

        assertThat(room.run(HOUR).events()).isEqualTo(events);
        assertThat(head()).returns(1L, Head::number).returns(HOUR, Head::to).returns(false, Head::settled);
        room.book.write(LogBook.entry(random, HOUR.plusSeconds(5)));
        room.book.write(LogBook.entry(random, HOUR.minusSeconds(5)));
        assertThat(room.run(HOUR.plus(Duration.ofHours(1))).events()).isEqualTo(2);

        assertThat(head().number()).isEqualTo(2);
        sound();
    }

    @Test
    void what_an_idle_organization_costs_in_an_hour_is_33_queries_once_it_has_settled() {
        room.book.filled(random, 50, Duration.ofHours(1));
        room.run(HOUR);
        room.run(HOUR.plus(Duration.ofHours(1)));
        assertThat(head().settled()).isTrue();

        var cost = room.book.counted.of(() -> room.run(HOUR.plus(Duration.ofHours(2))));

        // One for each lane, and one for the list of organizations; where the chain ends is not among them.
        assertThat(cost.requests()).isEqualTo(34);
        assertThat(cost.units()).isLessThanOrEqualTo(34);
    }

    @Test
    void of_many_at_once_none_forks_the_chain_or_loses_an_event() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 1; round <= 50; round++) {
                var hour = LogBook.START.plus(Duration.ofHours(round));
                for (int i = 0; i < 5; i++) {
                    room.book.write(LogBook.entry(random, hour.minusMillis(1 + random.nextInt(3_000_000))));
                }
                var start = new CountDownLatch(1);
                var runs = IntStream.range(0, 3)
                        .mapToObj(i -> threads.submit(() -> {
                            start.await();
                            // They are called for different times.
                            return room.run(hour.plus(Duration.ofMinutes(i)));
                        }))
                        .toList();
                start.countDown();
                for (Future<SealLogs.Outcome> run : runs) {
                    assertThat(run.get().failed()).isEmpty();
                }
            }
        }

        sound();
        assertThat(head().number()).isGreaterThanOrEqualTo(50);
    }

    /// Stores the file, and dies.
    private static SealStore dying(SealStore store) {
        return new SealStore() {
            @Override
            public Optional<byte[]> find(OrgSlug org, String name) {
                return store.find(org, name);
            }

            @Override
            public boolean putIfAbsent(OrgSlug org, String name, byte[] file) {
                store.putIfAbsent(org, name, file);
                throw new IllegalStateException("the power went");
            }
        };
    }

    @Test
    void a_file_that_a_dead_run_left_is_taken_for_what_it_is() {
        room.book.filled(random, 50, Duration.ofHours(1));
        var due = HOUR.plus(Duration.ofMinutes(10));
        var dead = room.logs(dying(room.store), Optional.empty()).run(due, () -> due);
        assertThat(dead.failed()).hasSize(1);
        assertThat(room.chains.find(LogBook.ACME)).isEmpty();
        // The next run would have made another file.
        room.book.write(LogBook.entry(random, HOUR.minusSeconds(5)));
        room.book.write(LogBook.entry(random, HOUR.plusSeconds(5)));

        assertThat(room.run(HOUR.plus(Duration.ofHours(1))).failed()).isEmpty();

        sound();
        assertThat(head().number()).isEqualTo(2);
    }

    @Test
    void an_end_is_moved_from_where_it_was_and_from_nowhere_else() {
        var first = new Head(1, "a".repeat(64), HOUR, false, 0);
        assertThat(room.chains.move(LogBook.ACME, Optional.empty(), first)).isTrue();
        assertThat(room.chains.move(LogBook.ACME, Optional.empty(), first)).isFalse();
        var second = new Head(2, "b".repeat(64), HOUR.plusSeconds(1), false, 0);
        assertThat(room.chains.move(LogBook.ACME, Optional.of(first), second)).isTrue();
        assertThat(room.chains.move(LogBook.ACME, Optional.of(first), second)).isFalse();
        var forked = new Head(2, "c".repeat(64), HOUR, false, 0);
        assertThat(room.chains.move(LogBook.ACME, Optional.of(forked), first)).isFalse();
        room.chains.settle(LogBook.ACME, first);
        assertThat(head()).isEqualTo(second);
        room.chains.settle(LogBook.ACME, second);
        assertThat(head().settled()).isTrue();
    }

    @Test
    void a_chain_in_another_bucket_is_another_chain() {
        room.book.filled(random, 50, Duration.ofHours(1));
        room.run(HOUR);

        assertThat(new DynamoChains(room.book.table, "another").find(LogBook.ACME))
                .isEmpty();
    }

    @Test
    void what_is_older_than_it_is_kept_leaves_the_table_installs_too_and_an_entry_says_so() {
        room.book.filled(random, 300, Duration.ofHours(3));
        room.run(HOUR);
        room.run(HOUR.plus(Duration.ofHours(1)));
        room.run(HOUR.plus(Duration.ofHours(2)));
        var before = room.logged();
        var keep = Optional.of(Duration.ofHours(1));

        var outcome = room.run(HOUR.plus(Duration.ofHours(2)), keep);

        assertThat(outcome.failed()).isEmpty();
        assertThat(outcome.archived()).isPositive();
        assertThat(room.logged()).isEqualTo(before - (int) outcome.archived() + 1);
        var left = room.book.read(LogBook.all(Include.ALL, Order.ASCENDING), 1_000);
        assertThat(left.getFirst().at()).isAfterOrEqualTo(HOUR.plus(Duration.ofHours(1)));
        assertThat(left.getLast()).returns("audit.archived", RecordedEvent::action);
        assertThat(left.getLast().details())
                .containsEntry("events", Long.toString(outcome.archived()))
                .containsEntry("firstSeal", "1")
                .containsEntry("lastSeal", "2");
        assertThat(head().archived()).isEqualTo(2);
        assertThat(room.verify().events())
                .as("all of it is still in the bucket")
                .isEqualTo(before);

        assertThat(room.run(HOUR.plus(Duration.ofHours(2)), keep).archived()).isZero();
        assertThat(room.run(HOUR.plus(Duration.ofHours(3)), keep).archived()).isPositive();
        assertThat(room.verify().findings()).isEmpty();
    }

    @Test
    void of_two_that_archive_at_once_one_tells_of_it() throws Exception {
        room.book.filled(random, 100, Duration.ofHours(1));
        room.run(HOUR);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var later = HOUR.plus(Duration.ofHours(2));
            var runs = IntStream.range(0, 4)
                    .mapToObj(_ -> threads.submit(() -> room.run(later, Optional.of(Duration.ofHours(1)))))
                    .toList();
            for (var run : runs) {
                assertThat(run.get().failed()).isEmpty();
            }
        }

        assertThat(room.book.read(LogBook.all(Include.ALL, Order.ASCENDING), 100))
                .singleElement()
                .returns("audit.archived", RecordedEvent::action);
    }

    @Test
    void a_store_that_is_not_there_fails_loudly() {
        room.book.filled(random, 10, Duration.ofHours(1));
        var other = new S3Seals(room.storage.create("x").beside("nowhere"));

        var outcome = room.logs(other, Optional.empty()).run(HOUR, () -> HOUR);

        assertThat(outcome.failed()).hasSize(1);
        assertThatThrownBy(() -> {
                    throw outcome.failed().getFirst().why();
                })
                .hasMessageContaining("NoSuchBucket");
    }
}
