package dev.slipway.audit.seal;

import static dev.slipway.audit.seal.World.ACME;
import static dev.slipway.audit.seal.World.GLOBEX;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.audit.seal.Finding.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// That whatever was done to a copy is found and called by its name.
class VerifySealsTest {

    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9A-Z]{26})\"");

    private final World world = new World();
    private Tampered copy;

    @BeforeEach
    void seal() {
        world.hours(ACME, 5, 12, 10_000);
        copy = world.copy(ACME);
    }

    private Report report() {
        return copy.verify(world.signer.key());
    }

    private void found(Kind kind, int number, String what) {
        assertThat(report().findings())
                .as("findings of kind %s", kind)
                .anySatisfy(finding -> {
                    assertThat(finding.kind()).isEqualTo(kind);
                    assertThat(finding.where()).isEqualTo(copy.name(number));
                    assertThat(finding.what()).contains(what);
                })
                .allSatisfy(finding -> assertThat(finding.where()).isIn(copy.name(number), copy.name(number + 1)));
    }

    private String id(String line) {
        var id = ID.matcher(line);
        assertThat(id.find()).isTrue();
        return id.group(1);
    }

    @Test
    void what_nobody_touched_is_accused_of_nothing() {
        var report = report();

        assertThat(report.findings()).isEmpty();
        assertThat(report.notes()).isEmpty();
        assertThat(report.seals()).isEqualTo(5);
        assertThat(report.events()).isEqualTo(60);
        assertThat(report.last().orElseThrow().sha256())
                .isEqualTo(world.heads.get(ACME).sha256());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"action", "at", "address", "client", "requestId", "target", "details", "actor", "kind", "name"})
    void an_event_that_was_altered_is_named_whatever_field_it_is(String field) {
        int at = copy.events(3) + 4;
        var id = id(copy.lines(3).get(at));
        copy.edit(
                3,
                lines -> lines.set(at, lines.get(at).replaceFirst("(\"" + field + "\":[{]?\"[^\"]*?)(?=[\"])", "$1-")));

        found(Kind.ALTERED, 3, "event " + id + " is not what was sealed");
        assertThat(report().findings()).hasSize(1);
    }

    @Test
    void an_event_whose_id_was_altered_is_missing_and_another_was_inserted() {
        int at = copy.events(3) + 4;
        var id = id(copy.lines(3).get(at));
        var altered = id.substring(0, 25) + (id.endsWith("Z") ? "Y" : "Z");
        copy.edit(3, lines -> lines.set(at, lines.get(at).replace(id, altered)));

        found(Kind.REMOVED, 3, "event " + id + " is missing");
        found(Kind.INSERTED, 3, "line 5 of its events was never sealed; it calls itself 0");
    }

    @Test
    void an_event_that_was_deleted_inserted_doubled_or_moved_is_named() {
        int first = copy.events(2);
        var id = id(copy.lines(2).get(first + 3));
        copy.edit(2, lines -> lines.remove(first + 3));
        found(Kind.REMOVED, 2, "event " + id + " is missing");

        copy = world.copy(ACME);
        var other = EventLine.of(world.event(World.START));
        copy.edit(2, lines -> lines.add(first + 3, other));
        found(Kind.INSERTED, 2, "line 4 of its events was never sealed; it calls itself " + id(other));

        copy = world.copy(ACME);
        copy.edit(2, lines -> lines.add(lines.get(first + 3)));
        found(Kind.INSERTED, 2, "event " + id + " stands there twice");

        copy = world.copy(ACME);
        copy.edit(2, lines -> Collections.swap(lines, first + 3, first + 4));
        found(Kind.MISPLACED, 2, "event " + id + " stands behind later ones");
    }

    @Test
    void an_event_from_another_file_is_inserted_there() {
        int first = copy.events(2);
        var line = copy.lines(4).get(copy.events(4));
        copy.edit(2, lines -> lines.set(first, line));

        found(Kind.INSERTED, 2, "it calls itself " + id(line));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 12})
    void a_line_of_a_seal_that_was_altered_is_found(int line) {
        copy.edit(3, lines -> {
            var text = lines.get(line - 1);
            var last = text.charAt(text.length() - 1);
            lines.set(line - 1, text.substring(0, text.length() - 1) + (last == '1' ? '2' : '1'));
        });

        assertThat(report().findings())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.where()).isIn(copy.name(3)));
    }

    @Test
    void an_event_that_was_altered_together_with_its_digest_breaks_the_signature() {
        int at = copy.events(3);
        copy.edit(3, lines -> {
            lines.set(at, lines.get(at).replace("npm/11", "npm/12"));
            var digest = lines.get(Seal.HEADING);
            lines.set(Seal.HEADING, digest.substring(0, 27) + Sha256.of(lines.get(at)));
        });

        found(Kind.FORGED, 3, "the seal was altered");
    }

    @Test
    void a_signature_that_was_altered_or_taken_away_is_found() {
        int signature = copy.events(3) - 1;
        copy.edit(3, lines -> lines.set(signature, "signature MEUCIQDxxxxxxxxxxxxxxxxx"));
        found(Kind.FORGED, 3, "the key didn't sign this");

        copy = world.copy(ACME);
        copy.edit(3, lines -> lines.remove(signature));
        found(Kind.ALTERED, 3, "no signature follows its events");
    }

    @Test
    void a_seal_that_was_deleted_is_missing() {
        copy.files().remove(copy.name(3));
        found(Kind.REMOVED, 3, "seal 3 is missing");

        copy = world.copy(ACME);
        copy.files().remove(copy.name(1));
        copy.files().remove(copy.name(2));
        found(Kind.REMOVED, 1, "the seals 1 to 2 are missing");
    }

    @Test
    void a_chain_that_was_cut_off_is_found_by_whoever_remembers_a_seal() throws Exception {
        var remembered = world.heads.get(ACME).sha256();
        var verify = new VerifySeals(ACME, List.of(world.signer.key()));
        assertThat(verify.run(copy, Optional.of(remembered), Optional.empty()).findings())
                .isEmpty();
        copy.files().remove(copy.name(5));

        assertThat(report().findings()).as("nobody can tell by the copy alone").isEmpty();
        verify = new VerifySeals(ACME, List.of(world.signer.key()));
        assertThat(verify.run(copy, Optional.of(remembered), Optional.empty()).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(Kind.REMOVED);
                    assertThat(finding.what()).contains(remembered);
                });
    }

    @Test
    void a_chain_that_has_grown_has_the_seal_that_was_remembered() throws Exception {
        var remembered = world.heads.get(ACME).sha256();
        world.hours(ACME, 2, 3, 10_000);

        assertThat(new VerifySeals(ACME, List.of(world.signer.key()))
                        .run(world.copy(ACME), Optional.of(remembered), Optional.empty())
                        .findings())
                .isEmpty();
    }

    @Test
    void seals_that_change_places_or_come_again_are_named() {
        copy.rename(3, 9);
        copy.rename(4, 3);
        copy.rename(9, 4);
        assertThat(report().findings())
                .extracting(Finding::what)
                .contains("it is seal 4 under the name of seal 3", "it is seal 3 under the name of seal 4");

        copy = world.copy(ACME);
        copy.files().put(copy.name(6), copy.files().get(copy.name(2)));
        found(Kind.MISPLACED, 6, "it is seal 2 under the name of seal 6");
    }

    @Test
    void a_seal_of_another_organization_is_named() {
        world.now = World.START;
        world.hours(GLOBEX, 5, 4, 10_000);
        var other = world.copy(GLOBEX);
        copy.files().put(copy.name(3), other.files().get(copy.name(3)));
        found(Kind.MISPLACED, 3, "it is a seal of globex and not of acme");

        assertThat(other.verify(world.signer.key()).findings())
                .hasSize(5)
                .allSatisfy(finding -> assertThat(finding.what()).contains("globex"));
    }

    @Test
    void seals_of_another_key_are_named_and_so_is_one_that_only_names_the_right_key() {
        var other = new World();
        other.hours(ACME, 5, 12, 10_000);
        copy.files().put(copy.name(5), other.copy(ACME).files().get(copy.name(5)));
        found(Kind.FORGED, 5, "signed by another key, " + other.signer.key().fingerprint());

        copy.edit(5, lines -> lines.set(7, "key " + world.signer.key().fingerprint()));
        found(Kind.FORGED, 5, "the key didn't sign this");
    }

    @Test
    void a_fork_that_the_same_key_signed_is_named() {
        // As if the chain's end and its files were set back, and sealed anew with another past.
        var seal = seal(copy, 3);
        var wrong = new Seal(
                seal.org(),
                4,
                Optional.of("0".repeat(64)),
                seal.to(),
                seal.to().plusSeconds(3_600),
                seal.sealed(),
                seal.key(),
                List.of());
        copy.files().put(copy.name(4), SealFile.write(SealFile.Signed.by(world.signer, wrong), List.of()));
        copy.files().remove(copy.name(5));

        found(Kind.MISPLACED, 4, "doesn't follow seal 3");
    }

    @Test
    void a_stretch_that_was_left_out_is_named() {
        var seal = seal(copy, 3);
        var gap = new Seal(
                seal.org(),
                4,
                Optional.of(seal.sha256()),
                seal.to().plusSeconds(1),
                seal.to().plusSeconds(3_600),
                seal.sealed(),
                seal.key(),
                List.of());
        copy.files().put(copy.name(4), SealFile.write(SealFile.Signed.by(world.signer, gap), List.of()));
        copy.files().remove(copy.name(5));

        found(Kind.ALTERED, 4, "it doesn't begin where seal 3 ended");
    }

    private static Seal seal(Tampered copy, int number) {
        try (var lines = SealFile.open(copy.open(SealFile.name(number)))) {
            return SealFile.read(lines).seal();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void what_is_no_seal_is_named_and_never_believed() {
        copy.files().put("notes.txt", "hello".getBytes(UTF_8));
        copy.files().put("3.seal.gz", copy.files().get(copy.name(3)));
        copy.files().put("0000000000.seal.gz", copy.files().get(copy.name(3)));
        copy.files().put(".DS_Store", new byte[3]);

        assertThat(report().findings())
                .extracting(Finding::toString)
                .containsExactlyInAnyOrder(
                        "notes.txt: inserted: it is no file of the registry's",
                        "3.seal.gz: inserted: it is no file of the registry's",
                        "0000000000.seal.gz: inserted: it is no file of the registry's");
        assertThat(report().notes()).singleElement().asString().contains(".DS_Store");
    }

    @Test
    void nonsense_in_the_place_of_a_seal_is_named() {
        for (var nonsense : List.of("", "nonsense", "\n\n\n\n\n\n\n\n\n\n", "slipway audit seal 1\n".repeat(20))) {
            copy.write(3, nonsense);
            found(Kind.ALTERED, 3, "it is no seal");
        }
        copy.files().put(copy.name(3), "not even gzipped".getBytes(UTF_8));
        found(Kind.UNREADABLE, 3, "");
        copy.files().put(copy.name(3), new byte[0]);
        found(Kind.UNREADABLE, 3, "");
        var whole = world.copy(ACME).files().get(copy.name(3));
        copy.files().put(copy.name(3), Arrays.copyOf(whole, whole.length / 2));
        found(Kind.UNREADABLE, 3, "");
    }

    @Test
    void other_line_ends_and_a_last_line_without_one_are_found() {
        var plain = copy.plain(3);
        copy.write(3, plain.replace("\n", "\r\n"));
        found(Kind.ALTERED, 3, "it is no seal");

        copy.write(3, plain.substring(0, plain.length() - 1));
        found(Kind.ALTERED, 3, "its last line has no end");
    }

    @Test
    void a_file_without_end_is_not_read_to_its_end() {
        copy.write(3, copy.plain(3) + "x\n".repeat(1_000_000));
        found(Kind.INSERTED, 3, "was not read to its end");

        copy.write(3, copy.plain(2).lines().limit(3).findFirst().orElseThrow() + "x".repeat(Lines.LONGEST + 1));
        found(Kind.UNREADABLE, 3, "a line of it is longer than any of the registry's");
    }

    @Test
    void what_is_not_gzipped_is_not_left_open() throws Exception {
        var closed = new AtomicInteger();
        var file = new ByteArrayInputStream(new byte[20]) {
            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };

        assertThatThrownBy(() -> SealFile.open(file)).isInstanceOf(IOException.class);
        assertThat(closed).hasValue(1);
    }

    @Test
    void a_folder_without_files_has_no_seals() {
        copy.files().clear();

        assertThat(report().seals()).isZero();
        assertThat(report().last()).isEmpty();
    }
}
