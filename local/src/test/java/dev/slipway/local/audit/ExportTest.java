package dev.slipway.local.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.dynamodb.DynamoAuditExports;
import dev.slipway.adapters.lambda.ExportText;
import dev.slipway.adapters.s3.S3ExportFiles;
import dev.slipway.audit.AuditAction.AuditExported;
import dev.slipway.audit.AuditAction.SeatsDenied;
import dev.slipway.audit.AuditExport;
import dev.slipway.audit.AuditExport.Format;
import dev.slipway.audit.AuditExport.Progress;
import dev.slipway.audit.AuditQuery;
import dev.slipway.audit.AuditQuery.Include;
import dev.slipway.audit.AuditQuery.Order;
import dev.slipway.audit.ExportFiles;
import dev.slipway.audit.ExportId;
import dev.slipway.audit.RecordedEvent;
import dev.slipway.audit.WriteExport;
import dev.slipway.audit.WriteExport.Outcome;
import dev.slipway.kernel.Ids;
import dev.slipway.local.Storage;
import dev.slipway.local.backends.AtOnce;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A log in a file: all of it and nothing twice, however many turns it takes, and whatever breaks off in between.
class ExportTest {

    private static final Duration TEN_DAYS = Duration.ofDays(10);
    private static final Instant LATER = LogBook.START.plus(Duration.ofDays(20));
    private static final Pattern ID = Pattern.compile("\"id\":\"(\\w{26})\"");

    private final LogBook book = new LogBook();
    private final HeldFiles files = new HeldFiles();
    private final DynamoAuditExports exports = new DynamoAuditExports(book.table);
    private final Random random = new Random(20261128);

    @AfterEach
    void close() {
        book.close();
    }

    private AuditExport requested(Format format) {
        return requested(format, Include.ALL);
    }

    private AuditExport requested(Format format, Include include) {
        var id = new ExportId(Ids.random().next(LATER));
        var query = new AuditQuery(
                LogBook.ACME,
                Instant.EPOCH,
                LATER,
                include,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Order.ASCENDING);
        var first = new Progress.Writing(0, Optional.empty(), 0, Optional.empty(), 0, 0);
        var export = new AuditExport(id, query, format, LogBook.ACTORS.getFirst(), LATER, first);
        var exported = new AuditExported(id.value(), format.wireName(), query.from(), query.to(), Map.of());
        exports.request(export, LogBook.entry(exported, export.by(), LATER));
        return export;
    }

    /// Small parts, so that a file of some hundred KB has many.
    private WriteExport writer(ExportFiles into) {
        return new WriteExport(exports, book.log, into, ExportText::of, 16 << 10, 3, 40);
    }

    private AuditExport written(AuditExport export, ExportFiles into) {
        for (int turn = 0; ; turn++) {
            switch (writer(into).run(export.org(), export.id(), turn)) {
                case Outcome.Finished(var done) -> {
                    return done;
                }
                case Outcome.GoesOn _ -> {}
                case Outcome.NothingToDo _ -> throw new AssertionError("turn " + turn + " has nothing to do");
            }
        }
    }

    private String text(AuditExport export) {
        return files.text(export);
    }

    private List<String> expected() {
        return expected(Include.ALL);
    }

    private List<String> expected(Include include) {
        return book.read(LogBook.all(include, Order.ASCENDING), 200).stream()
                .filter(event -> event.at().isBefore(LATER))
                .map(RecordedEvent::id)
                .toList();
    }

    private static List<String> ids(String text) {
        return ID.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void a_log_of_many_parts_is_in_the_file_as_a_whole(Format format) {
        book.filled(random, 600, TEN_DAYS);

        var export = written(requested(format), files);

        var text = text(export);
        var expected = expected();
        assertThat(export.progress()).isEqualTo(new Progress.Ready(expected.size(), text.getBytes(UTF_8).length));
        assertThat(exports.find(export.org(), export.id())).contains(export);
        assertThat(
                        format == Format.CSV
                                ? text.lines()
                                        .skip(1)
                                        .map(line -> line.substring(1, 27))
                                        .toList()
                                : ids(text))
                .isEqualTo(expected);
    }

    @Test
    void a_small_log_is_written_at_once_and_an_empty_one_is_an_empty_file() {
        assertThat(text(written(requested(Format.JSON_LINES), files))).isEmpty();
        assertThat(text(written(requested(Format.CSV), files)))
                .isEqualTo(
                        "\"id\",\"at\",\"actorKind\",\"actor\",\"actorId\",\"action\",\"target\",\"details\",\"address\","
                                + "\"client\",\"requestId\"\r\n");

        book.filled(random, 5, TEN_DAYS);

        assertThat(ids(text(written(requested(Format.JSON_LINES), files)))).isEqualTo(expected());
    }

    /// S3 itself, whose parts have 5 MB at least.
    @Test
    void a_file_of_sixteen_megabytes_is_put_together_in_storage_and_given_out_under_a_name() throws IOException {
        for (int i = 0; i < 400; i++) {
            var denied = new SeatsDenied("seats", 1, i, "x".repeat(40_000));
            book.write(LogBook.entry(denied, LogBook.ACTORS.getFirst(), LogBook.START.plusSeconds(i)));
        }
        try (var storage = Storage.inMemory()) {
            var s3 = new S3ExportFiles(storage.create("exports"));
            var export = requested(Format.JSON_LINES);
            var writer = new WriteExport(exports, book.log, s3, ExportText::of, ExportFiles.SMALLEST_PART, 2, 50);

            assertThat(writer.run(export.org(), export.id(), 0)).isInstanceOf(Outcome.GoesOn.class);
            assertThat(writer.run(export.org(), export.id(), 1)).isInstanceOf(Outcome.Finished.class);

            var connection = s3.link(export).toURL().openConnection();
            try (var stream = connection.getInputStream()) {
                assertThat(ids(new String(stream.readAllBytes(), UTF_8))).isEqualTo(expected());
            }
            assertThat(connection.getHeaderField("content-disposition"))
                    .isEqualTo("attachment; filename=\"audit-acme-" + export.id() + ".jsonl\"");
        }
    }

    @Test
    void a_turn_that_is_called_again_has_nothing_to_do() {
        book.filled(random, 600, TEN_DAYS);
        var export = requested(Format.JSON_LINES);
        assertThat(writer(files).run(export.org(), export.id(), 0)).isInstanceOf(Outcome.GoesOn.class);

        assertThat(writer(files).run(export.org(), export.id(), 0)).isInstanceOf(Outcome.NothingToDo.class);
        assertThat(writer(files).run(export.org(), export.id(), 7)).isInstanceOf(Outcome.NothingToDo.class);
    }

    @Test
    void an_export_that_nobody_asked_for_is_not_written() {
        var id = new ExportId(Ids.random().next(LATER));

        assertThat(writer(files).run(LogBook.ACME, id, 0)).isInstanceOf(Outcome.NothingToDo.class);
    }

    @Test
    void of_two_runs_at_once_the_file_is_whole_all_the_same() throws Exception {
        book.filled(random, 500, TEN_DAYS);
        for (int round = 0; round < 5; round++) {
            var export = requested(Format.JSON_LINES, Include.CHANGES);
            for (int turn = 0;
                    exports.find(export.org(), export.id()).orElseThrow().progress() instanceof Progress.Writing;
                    turn++) {
                var number = turn;
                AtOnce.run(List.of(
                        () -> writer(files).run(export.org(), export.id(), number),
                        () -> writer(files).run(export.org(), export.id(), number)));
            }

            assertThat(ids(text(export))).isEqualTo(expected(Include.CHANGES));
        }
    }

    /// A function can end anywhere: each call to the storage, before and after it was made.
    @Test
    void wherever_a_run_breaks_off_the_next_one_makes_the_file_whole() {
        book.filled(random, 500, TEN_DAYS);
        var expected = expected(Include.CHANGES);
        var broken = 0;

        for (int call = 0; ; call++) {
            var export = requested(Format.JSON_LINES, Include.CHANGES);
            var breaking = new BreakingFiles(files, call);
            AuditExport done;
            try {
                done = written(export, breaking);
            } catch (BreakingFiles.Broken _) {
                broken++;
                var turn = ((Progress.Writing) exports.find(export.org(), export.id())
                                .orElseThrow()
                                .progress())
                        .turn();
                done = goOn(export, turn);
            }
            assertThat(ids(text(done))).isEqualTo(expected);
            if (!breaking.broke()) {
                break;
            }
        }
        assertThat(broken).isGreaterThan(10);
    }

    private AuditExport goOn(AuditExport export, int from) {
        for (int turn = from; ; turn++) {
            if (writer(files).run(export.org(), export.id(), turn) instanceof Outcome.Finished(var done)) {
                return done;
            }
        }
    }
}
