package dev.slipway.adapters.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.access.PackageAccess;
import dev.slipway.access.PackageRole;
import dev.slipway.access.Principal;
import dev.slipway.access.Visibility;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import dev.slipway.packages.DistTag;
import dev.slipway.packages.Edition;
import dev.slipway.packages.EditionId;
import dev.slipway.packages.EditionRef;
import dev.slipway.packages.Integrity;
import dev.slipway.packages.PackageHead;
import dev.slipway.packages.PackageName;
import dev.slipway.packages.Printer.Change;
import dev.slipway.packages.Release;
import dev.slipway.packages.Summary;
import dev.slipway.packages.TarballKey;
import dev.slipway.packages.Version;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NpmPrinterTest {

    private static final PackageName PAD = PackageName.parse("@acme/pad");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String HERE = "http://localhost:8417";
    private static final Principal.Person ADA =
            new Principal.Person(new AccountId("01ARZ3NDEKTSV4RRFFQ69G5FAV"), new Handle("ada"));

    private final NpmPrinter printer = new NpmPrinter();

    @Test
    void a_full_document_holds_what_npm_asks_of_it() {
        var json = full(first());

        assertThat(json.text("_id")).contains("@acme/pad");
        assertThat(json.text("_rev")).contains("1");
        assertThat(json.object("dist-tags").text("latest")).contains("1.0.0");
        assertThat(json.object("time").members()).containsOnlyKeys("created", "modified", "1.0.0");
        assertThat(json.text("readme")).contains("# Pad");
        var manifest = json.object("versions").object("1.0.0");
        assertThat(manifest.text("_id")).contains("@acme/pad@1.0.0");
        assertThat(manifest.object("_npmUser").text("name")).contains("ada");
        assertThat(manifest.object("dist").text("tarball")).contains(HERE + "/@acme/pad/-/pad-1.0.0.tgz");
        assertThat(manifest.object("dist").text("integrity").orElseThrow()).startsWith("sha512-");
        assertThat(manifest.object("dist").members()).containsKeys("shasum", "fileCount", "unpackedSize");
    }

    @Test
    void an_abbreviated_document_holds_what_an_installer_needs_and_the_times() {
        var json = abbreviated(first());

        assertThat(json.members()).containsOnlyKeys("name", "modified", "dist-tags", "versions", "time");
        var manifest = json.object("versions").object("1.0.0");
        assertThat(manifest.members()).containsKeys("name", "version", "dist", "dependencies", "hasInstallScript");
        assertThat(manifest.members()).doesNotContainKeys("scripts", "description", "_npmUser", "readme");
    }

    @Test
    void a_further_version_leaves_the_others_as_they_were() {
        var first = first();
        var second = printer.print(Optional.of(first), head(2, "2.0.0"), added("2.0.0"), HERE);

        assertThat(full(second).object("versions").members()).containsOnlyKeys("1.0.0", "2.0.0");
        assertThat(full(second).object("versions").object("1.0.0"))
                .isEqualTo(full(first).object("versions").object("1.0.0"));
        assertThat(full(second).text("_rev")).contains("2");
    }

    @Test
    void a_version_that_is_not_latest_does_not_bring_its_readme() {
        var second = printer.print(
                Optional.of(first()), head(2, "1.0.0"), added("2.0.0-rc.1", Optional.of("# Candidate")), HERE);

        assertThat(full(second).text("readme")).contains("# Pad");
    }

    @Test
    void a_deprecation_is_set_in_both_documents_and_taken_back() {
        var deprecated = printer.print(
                Optional.of(first()),
                head(2, "1.0.0"),
                new Change.Deprecation(Map.of(new Version("1.0.0"), "use \"2\"")),
                HERE);

        assertThat(full(deprecated).object("versions").object("1.0.0").text("deprecated"))
                .contains("use \"2\"");
        assertThat(abbreviated(deprecated).object("versions").object("1.0.0").text("deprecated"))
                .contains("use \"2\"");
        assertThat(printer.versions(deprecated)).containsEntry(new Version("1.0.0"), Optional.of("use \"2\""));

        var undone = printer.print(
                Optional.of(deprecated),
                head(3, "1.0.0"),
                new Change.Deprecation(Map.of(new Version("1.0.0"), "")),
                HERE);
        assertThat(printer.versions(undone)).containsEntry(new Version("1.0.0"), Optional.empty());
    }

    @Test
    void a_word_in_a_manifest_is_not_taken_for_a_deprecation() {
        var manifest = "{\"name\":\"x\",\"scripts\":{\"deprecated\":\"no\"},\"keywords\":[\"deprecated\"]}";

        assertThat(Packument.deprecation(manifest)).isEmpty();
    }

    @Test
    void a_removed_version_is_in_neither_document_nor_among_the_times() {
        var two = printer.print(Optional.of(first()), head(2, "2.0.0"), added("2.0.0"), HERE);
        var one = printer.print(
                Optional.of(two), head(3, "2.0.0"), new Change.Removed(Set.of(new Version("1.0.0"))), HERE);

        assertThat(full(one).object("versions").members()).containsOnlyKeys("2.0.0");
        assertThat(abbreviated(one).object("versions").members()).containsOnlyKeys("2.0.0");
        assertThat(full(one).object("time").members()).containsOnlyKeys("created", "modified", "2.0.0");
    }

    @Test
    void when_the_registry_has_moved_the_next_printing_says_so_for_every_version() {
        var moved = printer.print(Optional.of(first()), head(2, "2.0.0"), added("2.0.0"), "https://npm.acme.dev");

        assertThat(full(moved).object("versions").object("1.0.0").object("dist").text("tarball"))
                .contains("https://npm.acme.dev/@acme/pad/-/pad-1.0.0.tgz");
    }

    @Test
    void a_slim_document_holds_what_clients_change_and_nothing_else() {
        var slim = Json.object(utf8(Documents.slim(head(1, "1.0.0"), first().abbreviated())), "the slim document");

        assertThat(slim.members())
                .containsOnlyKeys("_id", "_rev", "name", "dist-tags", "users", "maintainers", "versions");
        assertThat(slim.object("versions").object("1.0.0").members()).containsOnlyKeys("name", "version", "dist");
    }

    @Test
    void each_of_many_versions_is_printed_once() {
        var edition = first();
        for (int i = 1; i <= 40; i++) {
            edition = printer.print(Optional.of(edition), head(i + 1, "1.0." + i), added("1.0." + i), HERE);
        }

        assertThat(printer.versions(edition)).hasSize(41);
        assertThat(Documents.manifest(edition.full(), "1.0.40").orElseThrow()).contains("pad-1.0.40.tgz");
        assertThat(Documents.manifest(edition.full(), "9.9.9")).isEmpty();
    }

    @Test
    void names_and_texts_that_look_like_json_or_html_come_back_as_they_were() {
        var odd = "\"}],<script>\\u0000 \u2028 \ud83d\ude00 \\";
        var manifest = new Json.Obj(Map.of("description", new Json.Text(odd))).print();
        var change = new Change.Added(release("1.0.0"), manifest, Optional.of(odd), false);
        var edition = printer.print(Optional.empty(), head(1, "1.0.0"), change, HERE);
        var again = printer.print(Optional.of(edition), head(2, "1.0.0"), new Change.HeadOnly(), HERE);

        assertThat(full(again).text("readme")).contains(odd);
        assertThat(full(again).object("versions").object("1.0.0").text("description"))
                .contains(odd);
    }

    @Test
    void a_summary_is_taken_from_the_version_that_latest_points_at() {
        var summary = printer.summary(first(), new Version("1.0.0"));

        assertThat(summary).isEqualTo(new Summary("1.0.0", "Pads", List.of("string"), "ada"));
    }

    private Edition first() {
        return printer.print(Optional.empty(), head(1, "1.0.0"), added("1.0.0"), HERE);
    }

    private static Change.Added added(String version) {
        return added(version, Optional.of("# Pad"));
    }

    private static Change.Added added(String version, Optional<String> readme) {
        var manifest = """
                {"name":"@acme/pad","version":"%s","description":"Pads","keywords":["string"],
                 "dependencies":{"@acme/x":"^1.0.0"},"scripts":{"postinstall":"node x.js"}}""".formatted(version);
        return new Change.Added(release(version), manifest, readme, false);
    }

    private static Release release(String version) {
        return new Release(
                PAD,
                new Version(version),
                Integrity.of(utf8(version)),
                100,
                3,
                1_000,
                new TarballKey("tarballs/x.tgz"),
                DistTag.LATEST,
                ADA,
                1,
                NOW,
                Optional.empty());
    }

    /// As a use case hands it over: of the new revision, with the edition of the one before.
    private static PackageHead head(long revision, String latest) {
        var before = revision == 1
                ? Optional.<EditionRef>empty()
                : Optional.of(new EditionRef(new EditionId("01ARZ3NDEKTSV4RRFFQ69G5FAV"), HERE, 0, 0));
        return new PackageHead(
                PAD,
                revision,
                0,
                PackageAccess.of(Visibility.PRIVATE)
                        .with(
                                ADA.id(),
                                new PackageAccess.Collaborator(ADA.handle(), PackageRole.OWNER, Optional.of(NOW))),
                Map.of(DistTag.LATEST, new Version(latest)),
                before,
                Optional.empty(),
                1,
                100,
                NOW,
                NOW,
                new Summary(latest, "Pads", List.of(), "ada"));
    }

    private static Json.Obj full(Edition edition) {
        return Json.object(Packument.unzip(edition.full()), "the full document");
    }

    private static Json.Obj abbreviated(Edition edition) {
        return Json.object(Packument.unzip(edition.abbreviated()), "the abbreviated document");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
