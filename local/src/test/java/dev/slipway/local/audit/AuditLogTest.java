package dev.slipway.local.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.dynamodb.AuditPen;
import dev.slipway.audit.AuditAction.VersionInstalled;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.AuditQuery;
import dev.slipway.audit.AuditQuery.Include;
import dev.slipway.audit.AuditQuery.Order;
import dev.slipway.audit.RecordedEvent;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a log answers: all of it, in order, nothing twice, at a price that doesn't grow with it.
class AuditLogTest {

    private static final Duration FORTY_DAYS = Duration.ofDays(40);

    private final LogBook book = new LogBook();
    private final Random random = new Random(20261128);

    @AfterEach
    void close() {
        book.close();
    }

    private static List<String> ids(List<RecordedEvent> events) {
        return events.stream().map(RecordedEvent::id).toList();
    }

    /// What should come of a query, worked out without the table.
    private static List<String> expected(List<AuditEntry> entries, AuditQuery query) {
        var ids = new ArrayList<>(entries.stream()
                .filter(entry ->
                        !entry.at().isBefore(query.from()) && entry.at().isBefore(query.to()))
                .filter(entry -> entry.action() instanceof VersionInstalled ? query.installs() : query.changes())
                .filter(entry -> query.action().isEmpty()
                        || query.action().get().equals(entry.action().name()))
                .filter(entry -> query.actor().isEmpty()
                        || query.actor().get().equals(entry.actor().shownName()))
                .filter(entry -> query.target().isEmpty()
                        || onTarget(entry, query.target().get()))
                .map(AuditEntry::id)
                .sorted()
                .toList());
        if (query.order() == Order.DESCENDING) {
            Collections.reverse(ids);
        }
        return ids;
    }

    private static boolean onTarget(AuditEntry entry, String target) {
        var done = entry.action().target();
        return done.equals(target) || done.startsWith(target + "@");
    }

    private AuditQuery anyQuery() {
        var from = LogBook.START.plusMillis(random.nextLong(FORTY_DAYS.toMillis()));
        return new AuditQuery(
                LogBook.ACME,
                random.nextBoolean() ? Instant.EPOCH : from,
                from.plus(Duration.ofHours(1 + random.nextInt(900))),
                List.of(Include.values()).get(random.nextInt(3)),
                sometimes(List.of("version.installed", "tag.moved", "team.created", "seats.changed")),
                sometimes(List.of("ada", "acme/ci", "slipway", "nobody")),
                sometimes(List.of("@acme/pad", "@acme/pad@1.0.0", "x@example.com", "core", "@acme/nothing")),
                List.of(Order.values()).get(random.nextInt(2)));
    }

    private Optional<String> sometimes(List<String> values) {
        return random.nextInt(3) == 0 ? Optional.of(values.get(random.nextInt(values.size()))) : Optional.empty();
    }

    @Test
    void whatever_is_asked_all_of_it_is_answered_in_order_and_nothing_twice() {
        var entries = book.filled(random, 1_500, FORTY_DAYS);

        for (int i = 0; i < 150; i++) {
            var query = anyQuery();
            assertThat(ids(book.read(query, 1 + random.nextInt(200))))
                    .as(query.toString())
                    .isEqualTo(expected(entries, query));
        }
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void pages_of_one_line_each_are_the_whole_log(Order order) {
        var entries = book.filled(random, 60, Duration.ofDays(2));

        for (var include : Include.values()) {
            var query = LogBook.all(include, order);
            assertThat(ids(book.read(query, 1))).isEqualTo(expected(entries, query));
        }
    }

    @Test
    void a_line_says_what_was_written() {
        var entry = LogBook.entry(new VersionInstalled("@acme/pad", "1.0.0"), LogBook.ACTORS.get(2), LogBook.START);
        book.write(entry);

        assertThat(book.read(LogBook.all(Include.ALL, Order.DESCENDING), 10))
                .containsExactly(new RecordedEvent(
                        entry.id(),
                        entry.at(),
                        entry.actor(),
                        "version.installed",
                        "@acme/pad@1.0.0",
                        entry.action().details(),
                        entry.origin()));
    }

    @Test
    void another_organizations_log_is_another_one() {
        book.filled(random, 50, Duration.ofDays(2));
        var query = new AuditQuery(
                new OrgSlug("acm"),
                Instant.EPOCH,
                LogBook.START.plus(FORTY_DAYS),
                Include.ALL,
                Optional.empty(),
                Optional.of("ada"),
                Optional.empty(),
                Order.DESCENDING);

        assertThat(book.read(query, 50)).isEmpty();
    }

    @Test
    void nothing_lies_in_a_range_that_ends_before_it_begins() {
        book.filled(random, 5, Duration.ofDays(1));
        var query = new AuditQuery(
                LogBook.ACME,
                LogBook.START.plus(FORTY_DAYS),
                LogBook.START,
                Include.ALL,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Order.ASCENDING);

        assertThat(book.read(query, 5)).isEmpty();
    }

    /// Whoever begins to read sees all that was there then, once, whatever is written meanwhile.
    @Test
    void a_log_that_is_written_while_it_is_read_from_the_end_is_read_as_it_was() throws Exception {
        var before = book.filled(random, 400, Duration.ofDays(3));
        var latest = LogBook.START.plus(Duration.ofDays(3));
        var query = LogBook.all(Include.ALL, Order.DESCENDING);
        var seen = new ArrayList<String>();
        var slice = Slice.first(7);

        while (true) {
            var page = book.log.list(query, slice);
            seen.addAll(ids(page.items()));
            // As requests write that were begun a moment ago, or some minutes.
            for (int i = 0; i < 3; i++) {
                book.write(LogBook.entry(random, latest.plusMillis(random.nextInt(1_000_000))));
            }
            if (page.next().isEmpty()) {
                break;
            }
            slice = new Slice(page.next(), 7);
        }

        assertThat(seen).isSortedAccordingTo(Comparator.reverseOrder()).doesNotHaveDuplicates();
        assertThat(seen).containsAll(before.stream().map(AuditEntry::id).toList());
    }

    @Test
    void a_page_costs_the_same_in_a_log_of_a_thousand_and_of_twenty_thousand() {
        try (var large = new LogBook()) {
            book.filled(random, 1_000, FORTY_DAYS);
            large.filled(random, 20_000, FORTY_DAYS);
            for (var order : Order.values()) {
                for (var include : Include.values()) {
                    var query = LogBook.all(include, order);
                    var small = book.counted.of(() -> book.log.list(query, Slice.first(50)));
                    var other = large.counted.of(() -> large.log.list(query, Slice.first(50)));

                    assertThat(other.units()).as(query.toString()).isLessThanOrEqualTo(small.units() + 8);
                    assertThat(other.requests()).isLessThanOrEqualTo(small.requests() + 8);
                }
            }
        }
    }

    @Test
    void changes_are_one_request_and_installs_one_for_each_shard() {
        book.filled(random, 1_000, FORTY_DAYS);

        var changes =
                book.counted.of(() -> book.log.list(LogBook.all(Include.CHANGES, Order.DESCENDING), Slice.first(50)));
        assertThat(changes.requests()).isEqualTo(1);
        assertThat(changes.units()).isLessThanOrEqualTo(6);
    }

    @Test
    void of_what_no_index_answers_a_thousand_lines_are_looked_through_for_a_page() {
        var at = LogBook.START;
        var installs = new ArrayList<AuditEntry>();
        for (int i = 0; i < 2_500; i++) {
            installs.add(LogBook.entry(
                    new VersionInstalled("@acme/pad", "1.0.0"), LogBook.ACTORS.get(0), at.plusSeconds(i)));
        }
        installs.add(LogBook.entry(new VersionInstalled("@acme/lid", "1.0.0"), LogBook.ACTORS.get(0), at));
        AuditPen.writeAll(book.counted.client(), book.name, installs);
        var query = new AuditQuery(
                LogBook.ACME,
                Instant.EPOCH,
                at.plus(FORTY_DAYS),
                Include.INSTALLS,
                Optional.empty(),
                Optional.empty(),
                Optional.of("@acme/lid"),
                Order.DESCENDING);

        var first = book.log.list(query, Slice.first(50));
        assertThat(first.items()).isEmpty();
        assertThat(first.next()).isPresent();
        assertThat(ids(book.read(query, 50))).containsExactly(installs.getLast().id());
    }
}
