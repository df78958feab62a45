package dev.slipway.audit.seal;

import static dev.slipway.audit.seal.World.ACME;
import static dev.slipway.audit.seal.World.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.audit.RecordedEvent;
import dev.slipway.audit.seal.World.Death;
import dev.slipway.kernel.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How chains grow: hour by hour, past crashes, races and what turns up late.
class SealLogsTest {

    private final World world = new World();

    private Seal seal(int number) {
        try (var lines = SealFile.open(world.copy(ACME).open(SealFile.name(number)))) {
            return SealFile.read(lines).seal();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void soundWithAll(int events) {
        var report = world.copy(ACME).verify(world.signer.key());
        assertThat(report.findings()).isEmpty();
        assertThat(report.events()).isEqualTo(events);
        assertThat(report.last().orElseThrow().sha256())
                .isEqualTo(world.heads.get(ACME).sha256());
    }

    @Test
    void an_hour_is_sealed_at_ten_past_up_to_its_end_and_the_next_goes_on_there() {
        world.now = World.START.plus(Duration.ofHours(1));
        world.busy(ACME, 20);
        world.happens(ACME, world.now.plusSeconds(1));
        world.happens(ACME, world.now);

        assertThat(world.run()).satisfies(outcome -> {
            assertThat(outcome.seals()).isEqualTo(1);
            assertThat(outcome.events()).isEqualTo(20);
            assertThat(outcome.failed()).isEmpty();
        });
        assertThat(seal(1).from()).isEqualTo(Instant.EPOCH);
        assertThat(seal(1).to()).isEqualTo(world.now);
        assertThat(seal(1).before()).isEmpty();

        world.hours(ACME, 1, 3, 10_000);
        assertThat(seal(2).from()).isEqualTo(seal(1).to());
        assertThat(seal(2).before()).contains(seal(1).sha256());
        soundWithAll(25);
    }

    @Test
    void hours_without_events_have_no_seal_and_belong_to_the_next() {
        world.hours(ACME, 1, 3, 10_000);
        world.hours(ACME, 5, 0, 10_000);
        assertThat(world.files).hasSize(1);

        world.hours(ACME, 1, 3, 10_000);
        assertThat(world.files).hasSize(2);
        assertThat(Duration.between(seal(2).from(), seal(2).to())).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void nothing_is_asked_of_an_idle_log_but_what_is_new() {
        world.hours(ACME, 1, 3, 10_000);
        world.hours(ACME, 1, 0, 10_000);
        assertThat(world.heads.get(ACME).settled()).isTrue();
        world.asked = 0;

        world.hours(ACME, 3, 0, 10_000);

        assertThat(world.asked).isEqualTo(3);
    }

    @Test
    void a_log_of_which_nothing_ever_happened_has_no_chain() {
        world.found(ACME);
        world.run();

        assertThat(world.files).isEmpty();
        assertThat(world.heads).isEmpty();
    }

    @Test
    void a_second_run_of_the_same_hour_seals_nothing() {
        world.hours(ACME, 1, 20, 10_000);
        var files = new TreeMap<>(world.files);

        assertThat(world.run().seals()).isZero();

        assertThat(world.files).isEqualTo(files);
    }

    @Test
    void what_is_called_before_its_time_leaves_the_present_alone() {
        world.now = World.START.plus(Duration.ofHours(1));
        world.busy(ACME, 20);
        world.happens(ACME, world.now.minusSeconds(30));

        world.logs(10_000).run(world.now.plus(Duration.ofDays(16)), () -> world.now);

        assertThat(seal(1).to()).isEqualTo(world.now.minus(Duration.ofMinutes(1)));
        world.hours(ACME, 1, 3, 10_000);
        soundWithAll(24);
    }

    @Test
    void a_busy_hour_has_several_seals_and_a_millisecond_is_never_parted() {
        world.now = World.START.plus(Duration.ofHours(1));
        world.busy(ACME, 50);
        for (int i = 0; i < 30; i++) {
            world.happens(ACME, world.now.minusMillis(1_800_000));
        }

        var outcome = world.run(10);

        assertThat(outcome.seals()).isBetween(5, 8);
        assertThat(outcome.events()).isEqualTo(80);
        soundWithAll(80);
    }

    @Test
    void what_was_written_late_is_in_the_next_seal_and_never_twice() {
        world.hours(ACME, 2, 20, 8);
        var late = world.happens(ACME, world.now.minus(Duration.ofMinutes(14)));
        var later = world.happens(ACME, world.now.minusMillis(1));

        world.hours(ACME, 1, 5, 10_000);

        var last = seal((int) world.heads.get(ACME).number());
        assertThat(last.events()).extracting(Digest::id).startsWith(late.id(), later.id());
        soundWithAll(47);
        world.hours(ACME, 2, 5, 10_000);
        soundWithAll(57);
    }

    @Test
    void late_events_alone_make_a_seal_too_and_many_of_them_several() {
        world.hours(ACME, 1, 5, 10_000);
        for (int i = 0; i < 25; i++) {
            world.happens(ACME, world.now.minusMillis(600_000 + i * 10L));
        }

        world.hours(ACME, 1, 0, 10);

        assertThat(world.heads.get(ACME).number()).isEqualTo(4);
        soundWithAll(30);
    }

    @Test
    void what_turns_up_after_the_log_has_settled_is_sealed_by_nobody_and_found_as_inserted() throws Exception {
        world.hours(ACME, 1, 5, 10_000);
        world.hours(ACME, 3, 2, 10_000);
        var inserted = world.happens(ACME, World.START.plusSeconds(900));
        world.hours(ACME, 1, 2, 10_000);

        var report = compare();

        assertThat(report.findings()).singleElement().asString().contains("log: inserted: event " + inserted.id());
    }

    private Report compare() throws Exception {
        var log = new LoggedEvents(Instant.EPOCH, world.now.plus(Duration.ofDays(1)));
        world.logs.get(ACME).values().forEach(event -> log.add(event.id(), EventLine.of(event)));
        return new VerifySeals(ACME, List.of(world.signer.key()))
                .run(world.copy(ACME), Optional.empty(), Optional.of(log));
    }

    @Test
    void a_log_is_held_against_its_seals() throws Exception {
        world.hours(ACME, 4, 9, 10_000);
        var fresh = world.happens(ACME, world.now.plusSeconds(5));
        world.happens(ACME, world.now.minusSeconds(5));
        assertThat(compare().findings()).isEmpty();
        assertThat(compare().notes())
                .containsExactly(
                        "1 events of the log are not sealed yet, the first of them of " + world.now.plusSeconds(5)
                                + ".",
                        "1 events of the log are of the hour before the last seal's end and not in it: they were written"
                                + " late, and the next seal has them, or they were inserted.");
        assertThat(fresh.id()).isNotBlank();
        var log = world.logs.get(ACME);
        var gone = seal(2).events().getFirst().id();
        var altered = seal(3).events().getFirst().id();
        log.remove(gone);
        var event = log.get(altered);
        log.put(
                altered,
                new RecordedEvent(
                        altered,
                        event.at(),
                        event.actor(),
                        event.action(),
                        "@acme/else",
                        event.details(),
                        event.origin()));

        assertThat(compare().findings())
                .extracting(Finding::toString)
                .containsExactlyInAnyOrder(
                        "log: removed: event " + gone + " is missing, which 0000000002.seal.gz has",
                        "log: altered: event " + altered + " is not what 0000000003.seal.gz has");
    }

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_PUT", "AFTER_PUT", "AFTER_MOVE"})
    void a_run_that_dies_anywhere_is_made_up_for_by_the_next(Death death) {
        world.hours(ACME, 2, 6, 10_000);
        world.now = world.now.plus(Duration.ofHours(1));
        world.busy(ACME, 6);
        world.death = death;
        assertThat(world.run().failed()).hasSize(1);
        world.happens(ACME, world.now.minusSeconds(7));

        world.hours(ACME, 2, 6, 10_000);

        soundWithAll(31);
    }

    @RepeatedTest(50)
    void of_two_runs_at_once_the_chain_is_never_forked() throws Exception {
        world.hours(ACME, 1, 6, 10_000);
        world.now = world.now.plus(Duration.ofHours(1));
        world.busy(ACME, 30);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var runs = java.util.stream.IntStream.range(0, 4)
                    .mapToObj(i -> threads.submit(() -> world.run(3 + i)))
                    .toList();
            for (var run : runs) {
                assertThat(run.get().failed()).isEmpty();
            }
        }

        soundWithAll(36);
    }

    @Test
    void an_end_that_was_set_back_or_taken_away_finds_its_way_again() {
        world.hours(ACME, 4, 6, 10_000);
        var second = new Head(2, seal(2).sha256(), seal(2).to(), false, 0);
        world.heads.put(ACME, second);
        world.hours(ACME, 1, 6, 10_000);
        soundWithAll(30);

        world.heads.clear();
        world.hours(ACME, 1, 6, 10_000);
        soundWithAll(36);
    }

    /// Whoever may write to the table and to the bucket, and doesn't have the key.
    @Test
    void a_past_that_was_sealed_is_not_sealed_anew_once_it_was_altered_and_its_seals_hidden() {
        world.hours(ACME, 4, 6, 10_000);
        for (int number = 3; number <= 4; number++) {
            world.files.remove("acme/" + SealFile.name(number));
            world.hidden.add("acme/" + SealFile.name(number));
        }
        world.heads.put(ACME, new Head(2, seal(2).sha256(), seal(2).to(), true, 0));
        world.logs.get(ACME).remove(world.logs.get(ACME).higherKey(Ids.first(seal(2).to())));
        world.now = world.now.plus(Duration.ofHours(1));
        world.busy(ACME, 6);

        assertThat(world.run().failed())
                .singleElement()
                .satisfies(failed -> assertThat(failed.why()).hasMessage("seal 3 of @acme is missing"));
        assertThat(world.files).hasSize(2);
    }

    @Test
    void nothing_is_linked_to_a_seal_that_our_key_did_not_sign() {
        world.hours(ACME, 3, 6, 10_000);
        world.hours(GLOBEX, 1, 6, 10_000);
        var forger = new World();
        forger.hours(ACME, 4, 6, 10_000);
        world.files.put("acme/0000000004.seal.gz", forger.files.get("acme/0000000004.seal.gz"));
        world.heads.put(ACME, forger.heads.get(ACME));
        world.now = world.now.plus(Duration.ofHours(2));
        world.busy(ACME, 6);
        world.busy(GLOBEX, 6);

        var outcome = world.run();

        assertThat(outcome.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.org()).isEqualTo(ACME);
            assertThat(failed.why()).hasMessageContaining("seal 4 of @acme is not the registry's");
        });
        assertThat(outcome.seals()).as("the others are sealed").isEqualTo(1);
        assertThat(world.files).doesNotContainKey("acme/0000000005.seal.gz");
    }

    @Test
    void a_stranger_s_file_in_the_way_is_never_taken_for_a_seal() {
        world.hours(ACME, 3, 6, 10_000);
        world.files.put("acme/0000000004.seal.gz", world.files.get("acme/0000000003.seal.gz"));
        world.now = world.now.plus(Duration.ofHours(1));
        world.busy(ACME, 6);

        assertThat(world.run().failed())
                .singleElement()
                .satisfies(failed -> assertThat(failed.why()).hasMessageContaining("it is seal 3 of @acme"));
        assertThat(world.heads.get(ACME).number()).isEqualTo(3);
    }

    @Test
    void a_run_whose_time_is_over_goes_on_the_next_time() {
        world.now = World.START.plus(Duration.ofHours(1));
        world.busy(ACME, 40);
        world.busy(GLOBEX, 40);
        var due = world.now.plus(Duration.ofMinutes(10));
        var ticks = new int[1];

        var outcome = world.logs(5).run(due, () -> due.plus(Duration.ofMinutes(ticks[0]++)));

        assertThat(outcome.left()).isEqualTo(2);
        assertThat(world.heads.keySet()).as("they take turns").containsExactlyInAnyOrder(ACME, GLOBEX);
        assertThat(outcome.events()).isLessThan(80);
        world.run(5);
        soundWithAll(40);
    }

    @Test
    void what_is_older_than_it_is_kept_leaves_the_log_once_it_is_sealed() throws Exception {
        world.keep = Optional.of(Duration.ofHours(3));
        world.hours(ACME, 3, 9, 10_000);
        assertThat(world.archived).isEmpty();
        world.hours(ACME, 1, 9, 10_000);

        assertThat(world.archived).singleElement().satisfies(entry -> {
            assertThat(entry.action().name()).isEqualTo("audit.archived");
            assertThat(entry.action().details())
                    .containsEntry("events", "9")
                    .containsEntry("firstSeal", "1")
                    .containsEntry("lastSeal", "1")
                    .containsEntry("to", seal(1).to().toString());
        });
        assertThat(world.logs.get(ACME).headMap(Ids.first(seal(1).to()))).isEmpty();
        assertThat(world.logs.get(ACME)).hasSize(28);

        world.hours(ACME, 2, 9, 10_000);
        assertThat(world.archived).hasSize(3);
        assertThat(compare().findings()).isEmpty();
        assertThat(compare().notes()).anyMatch(note -> note.contains("the seals up to 3 have left the log"));
    }

    @Test
    void what_is_missing_beyond_what_has_left_is_still_found() throws Exception {
        world.keep = Optional.of(Duration.ofHours(3));
        world.hours(ACME, 6, 9, 10_000);
        var gone = seal(5).events().getFirst().id();
        world.logs.get(ACME).remove(gone);

        assertThat(compare().findings()).singleElement().asString().contains("event " + gone + " is missing");
    }

    @Test
    void nothing_leaves_the_log_whose_file_is_not_as_it_was_sealed() {
        world.hours(ACME, 4, 9, 10_000);
        var copy = world.copy(ACME);
        copy.edit(1, lines -> lines.set(lines.size() - 1, lines.getLast().replace("npm", "nqm")));
        world.files.put("acme/0000000001.seal.gz", copy.files().get("0000000001.seal.gz"));
        world.keep = Optional.of(Duration.ofHours(1));

        var outcome = world.run();

        assertThat(outcome.failed())
                .singleElement()
                .satisfies(failed -> assertThat(failed.why()).hasMessageContaining("is not what was sealed"));
        assertThat(world.logs.get(ACME)).hasSize(36);
        assertThat(world.archived).isEmpty();
    }

    @Test
    void a_run_that_dies_while_events_leave_tells_of_all_of_them_the_next_time() {
        world.hours(ACME, 4, 9, 10_000);
        world.keep = Optional.of(Duration.ofHours(1));
        world.death = Death.BEFORE_ARCHIVE;
        assertThat(world.run().failed()).hasSize(1);
        assertThat(world.archived).isEmpty();

        world.run();

        assertThat(world.archived)
                .singleElement()
                .satisfies(entry -> assertThat(entry.action().details()).containsEntry("events", "27"));
        assertThat(world.logs.get(ACME)).hasSize(10);
    }
}
