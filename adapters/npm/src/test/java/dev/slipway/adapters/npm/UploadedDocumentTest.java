package dev.slipway.adapters.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.access.Visibility;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Malformed;
import dev.slipway.packages.DistTag;
import dev.slipway.packages.PackageName;
import dev.slipway.packages.Publication;
import dev.slipway.packages.Version;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadedDocumentTest {

    private static final PackageName PAD = PackageName.parse("@acme/pad");

    private static final String PUBLISH = """
            {"_id": "@acme/pad", "name": "@acme/pad", "dist-tags": {"beta": "1.0.0"}, "access": "public",
             "versions": {"1.0.0": {"name": "@acme/pad", "version": "1.0.0", "description": "Pads", "keywords": ["a", 1],
               "readme": "# Pad", "_rev": "9", "dependencies": {"@acme/x": "^1.0.0"}, "scripts": {"postinstall": "x"},
               "bin": "pad.js", "big": 12345678901234567890.10,
               "dist": {"integrity": "sha512-abc", "shasum": "def", "tarball": "http://elsewhere/"}}},
             "_attachments": {"@acme/pad-1.0.0.sigstore": {"data": "{}"},
               "@acme/pad-1.0.0.tgz": {"content_type": "application/octet-stream", "data": "AAEC", "length": 3}}}
            """;

    @Test
    void a_document_with_a_tarball_publishes() {
        var publication = publication(PUBLISH);

        assertThat(publication.version()).isEqualTo(new Version("1.0.0"));
        assertThat(publication.tag()).isEqualTo(new DistTag("beta"));
        assertThat(publication.access()).contains(Visibility.PUBLIC);
        assertThat(publication.readme()).contains("# Pad");
        assertThat(publication.description()).isEqualTo("Pads");
        assertThat(publication.keywords()).containsExactly("a");
        assertThat(publication.tarball()).containsExactly(0, 1, 2);
        assertThat(publication.claims())
                .isEqualTo(new Publication.Claims(Optional.of(3L), Optional.of("sha512-abc"), Optional.of("def")));
        assertThat(publication.manifest().dependencies()).containsExactly(Map.entry("@acme/x", "^1.0.0"));
        assertThat(publication.manifest().installScripts()).containsExactly(Map.entry("postinstall", "x"));
        assertThat(publication.manifest().commands()).containsExactly("pad");
    }

    @Test
    void a_manifest_keeps_what_its_author_wrote_and_loses_what_is_not_theirs_to_say() {
        assertThat(publication(PUBLISH).manifestJson())
                .contains("12345678901234567890.10", "\"keywords\":[\"a\",1]")
                .doesNotContain("readme", "_rev", "elsewhere");
    }

    @Test
    void without_a_tag_a_version_is_published_as_latest() {
        assertThat(publication(PUBLISH.replace("{\"beta\": \"1.0.0\"}", "{}")).tag())
                .isEqualTo(DistTag.LATEST);
    }

    @Test
    void access_null_leaves_the_choice_to_the_organization() {
        assertThat(publication(PUBLISH.replace("\"public\"", "null")).access()).isEmpty();
        assertThat(publication(PUBLISH.replace("\"public\"", "\"restricted\"")).access())
                .contains(Visibility.PRIVATE);
    }

    @Test
    void build_metadata_is_dropped() {
        var sent = PUBLISH.replace("\"version\": \"1.0.0\"", "\"version\": \"1.0.0+linux\"");

        assertThat(publication(sent).version()).isEqualTo(new Version("1.0.0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"name\": \"@acme/pad\", \"dist-tags\"|\"name\": \"@acme/other\", \"dist-tags\"|name_mismatch",
                "{\"name\": \"@acme/pad\", \"version\"|{\"name\": \"@acme/other\", \"version\"|manifest_mismatch",
                "\"version\": \"1.0.0\", \"description\"|\"version\": \"1.0.1\", \"description\"|manifest_mismatch",
                "\"versions\": {\"1.0.0\"|\"versions\": {\"1.0\"|invalid_version",
                "\"versions\": {\"1.0.0\"|\"versions\": {\"2.0.0\": {}, \"1.0.0\"|invalid_publish_document",
                "{\"beta\": \"1.0.0\"}|{\"beta\": \"2.0.0\"}|invalid_tag",
                "{\"beta\": \"1.0.0\"}|{\"1.x\": \"1.0.0\"}|tag_is_a_range",
                "{\"beta\": \"1.0.0\"}|{\"be ta\": \"1.0.0\"}|invalid_tag",
                "\"access\": \"public\"|\"access\": \"everybody\"|invalid_access",
                "\"access\": \"public\"|\"access\": {}|invalid_access",
                "\"data\": \"AAEC\"|\"data\": \"%%\"|invalid_attachment",
                "\"data\": \"AAEC\"|\"dada\": \"AAEC\"|invalid_attachment",
                "@acme/pad-1.0.0.tgz|@acme/pad-1.0.0.zip|invalid_publish_document",
            })
    void a_document_that_contradicts_itself_is_refused(String right, String wrong, String code) {
        assertThat(PUBLISH).contains(right);
        assertThatThrownBy(() -> parse(PUBLISH.replace(right, wrong)))
                .isInstanceOf(Malformed.class)
                .extracting(e -> ((Malformed) e).code())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "1", "\"text\"", "null", "{", "{\"a\":1}}", "{\"a\":NaN}", "\u0000"})
    void what_is_no_json_object_is_refused(String body) {
        assertThatThrownBy(() -> parse(body))
                .isInstanceOf(Malformed.class)
                .extracting(e -> ((Malformed) e).code())
                .isEqualTo("invalid_json");
    }

    @Test
    void json_nested_deeper_than_people_nest_is_refused() {
        var deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);

        assertThatThrownBy(() -> parse(deep)).isInstanceOf(Malformed.class);
    }

    @Test
    void members_of_the_wrong_type_are_refused_or_left_out_and_break_nothing() {
        for (var type : new String[] {"1", "\"x\"", "[]", "null", "true", "{}"}) {
            for (var member : new String[] {"versions", "_attachments", "dist-tags", "access", "name", "readme"}) {
                var document = PUBLISH.strip().replaceFirst("\\{", "{\"" + member + "\": " + type + ", \"x\": 1,");
                var last = PUBLISH.strip().substring(0, PUBLISH.strip().length() - 1) + ", \"" + member + "\": " + type
                        + "}";
                for (var sent : new String[] {document, last}) {
                    try {
                        parse(sent);
                    } catch (Malformed e) {
                        assertThat(e.sentence()).isNotBlank();
                    }
                }
            }
        }
    }

    @Test
    void a_manifest_past_the_limit_is_refused() {
        var huge = PUBLISH.replace("\"Pads\"", "\"" + "x".repeat(UploadedDocument.LARGEST_MANIFEST) + "\"");

        assertThatThrownBy(() -> parse(huge)).isInstanceOf(Malformed.class).hasMessageContaining("manifest has");
    }

    @Test
    void a_long_readme_is_cut() {
        var long_ = PUBLISH.replace("# Pad", "x".repeat(UploadedDocument.LONGEST_README + 1));

        assertThat(publication(long_).readme().orElseThrow()).hasSize(UploadedDocument.LONGEST_README);
    }

    @Test
    void a_document_without_a_tarball_changes_deprecations() {
        var document = parse("""
                {"_id": "@acme/pad", "_rev": "7", "name": "@acme/pad",
                 "versions": {"1.0.0": {"deprecated": "use 2"}, "2.0.0": {"deprecated": ""}, "3.0.0": {}}}""");

        assertThat(document).isInstanceOfSatisfying(UploadedDocument.ToRevise.class, revise -> {
            assertThat(revise.intent().revision()).isEqualTo(7);
            assertThat(revise.intent().removes()).isFalse();
            assertThat(revise.intent().versions())
                    .containsEntry(new Version("1.0.0"), Optional.of("use 2"))
                    .containsEntry(new Version("2.0.0"), Optional.empty())
                    .containsEntry(new Version("3.0.0"), Optional.empty());
        });
    }

    @Test
    void a_revision_that_was_never_ours_is_stale_and_not_an_error() {
        var document = UploadedDocument.parseRevision(PAD, "3-abc", utf8("{\"versions\": {\"1.0.0\": {}}}"));

        assertThat(document)
                .isInstanceOfSatisfying(
                        UploadedDocument.ToRevise.class,
                        revise -> assertThat(revise.intent().revision()).isNegative());
    }

    @Test
    void a_document_without_a_tarball_and_without_a_revision_is_refused() {
        assertThatThrownBy(() -> parse("{\"versions\": {\"1.0.0\": {}}}"))
                .isInstanceOf(Malformed.class)
                .extracting(e -> ((Malformed) e).code())
                .isEqualTo("revision_missing");
    }

    @Test
    void stars_are_told_to_be_unsupported_and_never_taken_for_a_removal() {
        assertThat(parse("{\"_rev\": \"7\", \"users\": {\"ada\": true}}"))
                .isInstanceOf(UploadedDocument.Unsupported.class);
    }

    @Test
    void owners_are_revised_on_the_route_of_revisions_and_nowhere_else() {
        var owners = "{\"_rev\": \"7\", \"maintainers\": [{\"name\": \"ada\", \"email\": \"\"}, {\"name\": \"bob\"}]}";

        assertThat(UploadedDocument.parseRevision(PAD, "7", utf8(owners)))
                .isEqualTo(new UploadedDocument.ToReviseOwners(7, Set.of(new Handle("ada"), new Handle("bob"))));
        assertThat(parse(owners)).isInstanceOf(UploadedDocument.Unsupported.class);
    }

    /// The whole document has the owners in it as well, as they were when the client read it.
    @Test
    void a_document_with_versions_revises_no_owners() {
        var whole = "{\"maintainers\": [], \"versions\": {\"1.0.0\": {}}}";

        assertThat(UploadedDocument.parseRevision(PAD, "7", utf8(whole))).isInstanceOf(UploadedDocument.ToRevise.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{}]", "[\"ada\"]", "[{\"name\": 1}]", "[null]"})
    void an_owner_without_a_name_is_refused(String owners) {
        assertThatThrownBy(() -> UploadedDocument.parseRevision(PAD, "7", utf8("{\"maintainers\": " + owners + "}")))
                .isInstanceOf(Malformed.class)
                .extracting(e -> ((Malformed) e).code())
                .isEqualTo("invalid_owners");
    }

    @Test
    void a_whole_document_with_a_star_in_it_is_a_star_and_nothing_else() {
        var starred = "{\"_rev\": \"7\", \"users\": {\"ada\": true}, \"versions\": {\"1.0.0\": {}}}";

        assertThat(parse(starred)).isInstanceOf(UploadedDocument.ToStar.class);
        assertThat(UploadedDocument.parseRevision(PAD, "7", utf8(starred))).isInstanceOf(UploadedDocument.ToStar.class);
        assertThat(UploadedDocument.parseRevision(PAD, "7", utf8(starred.replace("\"ada\": true", ""))))
                .isInstanceOf(UploadedDocument.ToRevise.class);
    }

    private static Publication publication(String json) {
        return ((UploadedDocument.ToPublish) parse(json)).publication();
    }

    private static UploadedDocument parse(String json) {
        return UploadedDocument.parse(PAD, utf8(json));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
