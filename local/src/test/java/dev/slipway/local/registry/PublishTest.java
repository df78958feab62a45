package dev.slipway.local.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.npm.TarballBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a publish leaves in the table, in the bucket and in what is served.
class PublishTest extends OnARegistry {

    private static final String PAD = "@acme/pad";
    private static final Draft FIRST = Draft.of(PAD, "1.0.0");
    private static final Draft SECOND = Draft.of(PAD, "1.1.0");

    private Session max;

    @BeforeEach
    void signIn() {
        max = registry.as(Who.MAINTAINER);
    }

    @Test
    void a_first_publish_makes_the_package() {
        var before = registry.dump();

        var answer = max.publish(FIRST);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json()).isEqualTo(Map.of("ok", true, "success", true, "id", "@acme/pad@1.0.0"));
        assertThat(answer.headers()).doesNotContainKey("npm-notice");
        var after = registry.dump();
        var head = after.head(PAD);
        assertThat(head.get("revision").n()).isEqualTo("1");
        assertThat(head.get("visibility").s()).isEqualTo("PRIVATE");
        assertThat(head.get("versions").n()).isEqualTo("1");
        assertThat(head.get("publisher").s()).isEqualTo("max");
        assertThat(head.get("people").m().values())
                .extracting(collaborator -> collaborator.m().get("handle").s())
                .containsExactly("max");
        assertThat(head.get("tags").m()).containsOnlyKeys("latest");
        assertThat(head).doesNotContainKeys("previous", "publicUnder", "publicAs");
        var row = after.version(PAD, "1.0.0");
        assertThat(row.get("sha512").s()).isEqualTo(FIRST.integrity());
        assertThat(row.get("bytes").n()).isEqualTo(Integer.toString(FIRST.bytes().length));
        assertThat(row.get("files").n()).isEqualTo("2");
        var documents = "documents/@acme/pad/" + head.get("edition").s() + "/";
        assertThat(after.objects())
                .containsOnlyKeys(
                        row.get("tarball").s(), documents + "full.json.gz", documents + "abbreviated.json.gz");
        assertThat(after.storedBytes()).isEqualTo(FIRST.bytes().length);
        assertThat(after.items().keySet())
                .hasSize(before.items().size() + 3)
                .contains("PACKAGE#@acme/pad HEAD", "PACKAGE#@acme/pad VERSION#1.0.0");
        registry.assertTidy();
    }

    @Test
    void the_first_document_says_what_was_published_and_what_only_the_server_knows() {
        var draft = FIRST.field("license", "MIT").document(json -> json.put("readme", "# pad"));
        max.published(draft);

        var packument = max.packument(PAD);
        assertThat(packument)
                .containsEntry("_id", PAD)
                .containsEntry("_rev", "1")
                .containsEntry("name", PAD)
                .containsEntry("dist-tags", Map.of("latest", "1.0.0"))
                .containsEntry("readme", "# pad")
                .containsEntry(
                        "time",
                        Map.of(
                                "created", "2026-11-21T10:31:00Z",
                                "modified", "2026-11-21T10:31:00Z",
                                "1.0.0", "2026-11-21T10:31:00Z"));
        assertThat(Session.names(packument, "maintainers")).containsExactly("max");
        assertThat(Session.object(max.manifest(PAD, "1.0.0"), "_npmUser")).containsEntry("name", "max");
        assertThat(max.manifest(PAD, "1.0.0"))
                .containsEntry("_id", "@acme/pad@1.0.0")
                .containsEntry("license", "MIT")
                .containsEntry("_hasShrinkwrap", false)
                .doesNotContainKeys("readme", "hasInstallScript");
        assertThat(Session.object(max.manifest(PAD, "1.0.0"), "dist"))
                .containsEntry("integrity", draft.integrity())
                .containsEntry("shasum", Draft.shasum(draft.bytes()))
                .containsEntry("tarball", "https://npm.acme.test/@acme/pad/-/pad-1.0.0.tgz")
                .containsEntry("fileCount", 2);
    }

    @Test
    void a_further_publish_adds_a_version_and_moves_latest() {
        max.published(FIRST);
        registry.clock().advance(Duration.ofHours(1));

        max.published(SECOND);

        var packument = max.packument(PAD);
        assertThat(packument).containsEntry("_rev", "2").containsEntry("dist-tags", Map.of("latest", "1.1.0"));
        assertThat(Session.object(packument, "versions")).containsOnlyKeys("1.0.0", "1.1.0");
        assertThat(packument.get("time"))
                .isEqualTo(Map.of(
                        "created", "2026-11-21T10:31:00Z",
                        "modified", "2026-11-21T11:31:00Z",
                        "1.0.0", "2026-11-21T10:31:00Z",
                        "1.1.0", "2026-11-21T11:31:00Z"));
        registry.assertTidy();
    }

    @Test
    void only_the_current_documents_and_those_before_them_are_kept() {
        for (int minor = 0; minor < 6; minor++) {
            max.published(Draft.of(PAD, "1." + minor + ".0"));
            registry.clock().advance(Duration.ofMinutes(10));
        }

        assertThat(registry.dump().objects().keySet())
                .filteredOn(key -> key.startsWith("documents/"))
                .hasSize(4);
        registry.assertTidy();
    }

    @Test
    void a_first_publish_with_a_tag_sets_latest_too() {
        max.published(FIRST.tag("beta"));

        assertThat(max.tags(PAD)).isEqualTo(Map.of("latest", "1.0.0", "beta", "1.0.0"));
    }

    @Test
    void a_further_publish_with_a_tag_leaves_latest_where_it_is() {
        max.published(FIRST, Draft.of(PAD, "2.0.0-rc.1").tag("next"));

        assertThat(max.tags(PAD)).isEqualTo(Map.of("latest", "1.0.0", "next", "2.0.0-rc.1"));
    }

    @Test
    void a_publish_without_a_tag_is_latest_even_if_it_is_an_older_version_or_a_prerelease() {
        max.published(SECOND, FIRST);
        assertThat(max.tags(PAD)).isEqualTo(Map.of("latest", "1.0.0"));

        max.published(Draft.of(PAD, "2.0.0-rc.1"));
        assertThat(max.tags(PAD)).isEqualTo(Map.of("latest", "2.0.0-rc.1"));
    }

    @Test
    void a_publish_that_names_no_tag_at_all_is_latest() {
        max.published(FIRST.document(json -> json.remove("dist-tags")));

        assertThat(max.tags(PAD)).isEqualTo(Map.of("latest", "1.0.0"));
    }

    @Test
    void the_same_publish_once_more_changes_nothing_and_says_so() {
        max.published(FIRST);
        registry.clock().advance(Duration.ofMinutes(1));
        var before = registry.dump();

        var answer = max.publish(FIRST);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).containsEntry("ok", true);
        assertThat(answer.header("npm-notice")).isEqualTo("@acme/pad@1.0.0 was published before with the same content");
        registry.dump().sameAs(before, "what is stored after the same publish");
    }

    @Test
    void the_same_publish_is_known_again_after_others_came_between() {
        max.published(FIRST, SECOND);
        max.deprecate(PAD, "1.0.0", "old");

        assertThat(max.publish(FIRST).status()).isEqualTo(200);
        assertThat(max.tags(PAD)).containsEntry("latest", "1.1.0");
        assertThat(max.manifest(PAD, "1.0.0")).containsEntry("deprecated", "old");
    }

    @ParameterizedTest
    @CsvSource({"ADMIN, latest", "MACHINE_PUBLISHING, latest", "MAINTAINER, beta"})
    void the_same_bytes_by_somebody_else_or_under_another_tag_are_refused(Who who, String tag) {
        max.published(FIRST);

        var again = Draft.of(PAD, "1.0.0").tag(tag);

        registry.refuses(registry.as(who).event("PUT", "/" + PAD).body(again.body()), 409, "version_exists");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/@acme%2fpad", "/@acme%2Fpad", "/@acme/pad", "/%40acme/pad", "/%40acme%2fpad"})
    void a_name_is_the_same_however_it_is_escaped(String path) {
        assertThat(max.put(path, FIRST.body()).status()).isEqualTo(201);

        assertThat(max.get(path).status()).isEqualTo(200);
        assertThat(max.get(path + "/1.0.0").status()).isEqualTo(200);
        assertThat(max.get(path + "/-/pad-1.0.0.tgz").status()).isEqualTo(302);
        assertThat(max.tarball(FIRST)).isEqualTo(FIRST.bytes());
    }

    @Test
    void what_a_machine_publishes_is_nobodys_own() {
        var machine = registry.as(Who.MACHINE_PUBLISHING);
        machine.published(FIRST);

        assertThat(Session.object(max.manifest(PAD, "1.0.0"), "_npmUser")).containsEntry("name", "acme/laptop");
        assertThat(Session.names(max.packument(PAD), "maintainers")).isEmpty();
        assertThat(registry.dump().head(PAD).get("people").m()).isEmpty();
        registry.refuses(max.event("DELETE", "/@acme/pad/-rev/1"), 403, "not_permitted");
        registry.refuses(machine.event("DELETE", "/@acme/pad/-rev/1"), 403, "not_permitted");
    }

    @Test
    void nobody_publishes_under_the_scope_of_others() {
        for (var who : List.of(Who.OUTSIDER, Who.STRANGER, Who.REMOVED, Who.MACHINE_ELSEWHERE)) {
            var answer =
                    registry.refuses(registry.as(who).event("PUT", "/" + PAD).body(FIRST.body()), 403, "not_a_member");

            assertThat(answer.json()).containsEntry("organization", "acme");
        }
        var elsewhere = Draft.of("@globex/pad", "1.0.0");
        registry.refuses(max.event("PUT", elsewhere.path()).body(elsewhere.body()), 403, "not_a_member");
        var nowhere = Draft.of("@nobody/pad", "1.0.0");
        registry.refuses(max.event("PUT", nowhere.path()).body(nowhere.body()), 403, "not_a_member");
    }

    @Test
    void packages_of_one_name_in_two_organizations_are_two() {
        var elsewhere = Draft.of("@globex/pad", "1.0.0");
        max.published(FIRST);
        registry.as(Who.STRANGER).published(elsewhere);

        assertThat(registry.as(Who.STRANGER).tarball(elsewhere)).isEqualTo(elsewhere.bytes());
        assertThat(max.get("/@globex/pad").status()).isEqualTo(404);
        assertThat(registry.dump().storedBytes()).isEqualTo(FIRST.bytes().length);
    }

    @Test
    void what_a_client_says_of_itself_is_not_believed() {
        max.published(FIRST.manifest(json -> {
                    json.put("_npmUser", Map.of("name", "ada"));
                    json.put("_id", "@acme/other@9.9.9");
                    json.put("_hasShrinkwrap", true);
                    json.put("hasInstallScript", true);
                    json.put("_rev", "99");
                    json.put("_attachments", Map.of());
                    Session.object(json, "dist").put("tarball", "https://evil.test/pad.tgz");
                    Session.object(json, "dist").put("signatures", List.of(Map.of("sig", "x")));
                })
                .document(json -> {
                    json.put("_rev", "99");
                    json.put("time", Map.of("created", "1999-01-01T00:00:00Z"));
                    json.put("maintainers", List.of(Map.of("name", "ada")));
                }));

        assertThat(max.packument(PAD)).containsEntry("_rev", "1");
        assertThat(Session.names(max.packument(PAD), "maintainers")).containsExactly("max");
        assertThat(Session.object(max.manifest(PAD, "1.0.0"), "_npmUser")).containsEntry("name", "max");
        assertThat(max.manifest(PAD, "1.0.0"))
                .containsEntry("_id", "@acme/pad@1.0.0")
                .containsEntry("_hasShrinkwrap", false)
                .doesNotContainKeys("hasInstallScript", "_rev", "_attachments");
        assertThat(Session.object(max.manifest(PAD, "1.0.0"), "dist"))
                .containsEntry("tarball", "https://npm.acme.test/@acme/pad/-/pad-1.0.0.tgz")
                .doesNotContainKey("signatures");
    }

    @Test
    void what_an_installer_must_know_is_read_from_the_tarball() {
        var scripts = Map.of("postinstall", "node build.js");
        var draft = FIRST.field("scripts", scripts)
                .tarball(TarballBuilder.npm(PAD, "1.0.0")
                        .packageJson(JsonText.of(Map.of("name", PAD, "version", "1.0.0", "scripts", scripts)))
                        .file("npm-shrinkwrap.json", "{}")
                        .build());

        max.published(draft);

        assertThat(Session.object(Session.object(max.abbreviated(PAD), "versions"), "1.0.0"))
                .containsEntry("hasInstallScript", true)
                .containsEntry("_hasShrinkwrap", true);
    }

    @Test
    void build_metadata_is_dropped() {
        max.published(Draft.of(PAD, "1.0.0+build.7"));

        assertThat(max.versions(PAD)).containsOnlyKeys("1.0.0");
        assertThat(max.manifest(PAD, "1.0.0")).containsEntry("version", "1.0.0");
        assertThat(max.get(FIRST.tarballPath()).status()).isEqualTo(302);
    }

    /// Texts are cut to what a document may hold, and a character outside the basic plane is two `char`s.
    @Test
    void a_text_that_is_cut_stays_text() {
        var draft = Draft.of(PAD, "1.0.0")
                .field("description", "d".repeat(199) + "😀 and more")
                .field("keywords", List.of("k".repeat(39) + "😀 and more"))
                .document(json -> json.put("readme", "r".repeat(64 * 1024 - 1) + "😀 and more"));

        max.published(draft);

        for (var path : List.of("/" + PAD, "/-/v1/search", "/" + PAD + "/1.0.0")) {
            var answer = max.send(max.event("GET", path).header("accept-encoding", "identity"));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(utf8(answer.bytes())).doesNotContain("?", "�", "\\ud83d");
        }
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("what is served is not UTF-8", e);
        }
    }

    @Test
    void texts_of_all_scripts_come_out_as_they_went_in() {
        var description = "Füllt auf — パッド 😀 \u0000 \u2028 \" \\ </script>";

        max.published(FIRST.field("description", description));

        assertThat(max.manifest(PAD, "1.0.0")).containsEntry("description", description);
        assertThat(max.packument(PAD)).containsEntry("description", description);
    }

    @Test
    void the_readme_is_that_of_latest() {
        max.published(
                FIRST.document(json -> json.put("readme", "one")),
                Draft.of(PAD, "2.0.0-rc.1").tag("next").document(json -> json.put("readme", "two")));
        assertThat(max.packument(PAD)).containsEntry("readme", "one");

        max.published(SECOND.document(json -> json.put("readme", "three")));
        assertThat(max.packument(PAD)).containsEntry("readme", "three");
    }

    @Test
    void a_hundred_tags_are_the_most_and_a_publish_that_makes_another_leaves_nothing() {
        max.published(FIRST);
        for (int i = 1; i < 100; i++) {
            assertThat(max.tag(PAD, "tag-" + i, "1.0.0").status()).isEqualTo(200);
        }

        registry.refuses(max.event("PUT", "/" + PAD).body(SECOND.tag("one-more").body()), 400, "too_many_tags");
        registry.refuses(
                max.event("PUT", "/-/package/@acme/pad/dist-tags/one-more").body("\"1.0.0\""), 400, "too_many_tags");

        assertThat(max.publish(Draft.of(PAD, "1.1.0").tag("tag-7")).status()).isEqualTo(201);
        assertThat(max.tags(PAD)).hasSize(100).containsEntry("tag-7", "1.1.0");
        registry.assertTidy();
    }
}
