package dev.slipway.local.registry;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies that are no JSON, JSON of the wrong shape, and documents that contradict themselves.
class BadDocumentTest extends BadInput {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nonsense",
                "null",
                "true",
                "1",
                "\"text\"",
                "[]",
                "{",
                "{]",
                "{\"name\"}",
                "{\"name\":\"@acme/pad\",}",
                "{'name':'@acme/pad'}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x\"}",
                "{} {}",
                "{} /* and more */",
                "name=%40acme%2Fpad"
            })
    void a_body_that_is_no_json_object_is_refused(String body) {
        refuses("/@acme/pad", body, 400, "invalid_json");
        refuses(registry.as(Who.ADMIN).event("PUT", "/@acme/pad/-rev/1").body(body), 400, "invalid_json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.0.0", "{}", "[\"1.0.0\"]", "null", "1", "\"1.0.0"})
    void a_tag_that_is_sent_no_json_text_is_refused(String body) {
        refuses("/-/package/@acme/pad/dist-tags/beta", body, 400, "invalid_json");
    }

    @Test
    void a_publish_cut_off_anywhere_is_refused() {
        var body = Draft.of("@acme/pad", "1.0.1").body();

        for (var end : List.of(1, 10, body.length() / 2, body.length() - 2, body.length() - 1)) {
            refuses("/@acme/pad", body.substring(0, end), 400, "invalid_json");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 1_000, 500_000})
    void a_body_that_nests_too_deep_is_refused(int depth) {
        var body = Draft.of("@acme/pad", "1.0.1").body();
        var before = body.substring(0, body.length() - 1) + ",\"deep\":";

        refuses("/@acme/pad", before + "[".repeat(depth) + "]".repeat(depth) + "}", 400, "invalid_json");
        refuses("/@acme/pad", before + "{\"a\":".repeat(depth) + "1" + "}".repeat(depth + 1), 400, "invalid_json");
    }

    @Test
    void a_manifest_that_nests_no_deeper_than_people_do_is_published() {
        Object nested = "x";
        for (int depth = 0; depth < 40; depth++) {
            nested = Map.of("a", nested);
        }

        assertThat(max.publish(Draft.of("@acme/other", "1.0.0").field("config", nested))
                        .status())
                .isEqualTo(201);
    }

    /// JSON that is sent from one program to another is UTF-8 (RFC 8259, 8.1). Read as anything else, what we check is
    /// not what clients see.
    @ParameterizedTest(name = "{0}")
    @MethodSource("otherEncodings")
    void a_body_that_is_not_utf_8_is_refused(String encoding, byte[] body) {
        refuses(max.event("PUT", "/@acme/pad").body(body), 400, "invalid_json");
        refuses(max.event("PUT", "/-/package/@acme/pad/dist-tags/beta").body(body), 400, "invalid_json");
    }

    static Stream<Arguments> otherEncodings() {
        var document = Draft.of("@acme/pad", "1.0.1").body();
        return Stream.of(
                Arguments.of("UTF-8 broken", new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'}),
                Arguments.of("Latin-1", "{\"ä\":1}".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)),
                Arguments.of("UTF-16", document.getBytes(UTF_16)),
                Arguments.of("UTF-16LE", document.getBytes(UTF_16LE)),
                Arguments.of("UTF-32 of no character", new byte[] {0, 0, 0, '{', 0x7f, 0, 0, 0}),
                Arguments.of("UTF-32 cut off", new byte[] {'{', 0, 0, 0, 1, 2}),
                Arguments.of("UTF-32 in an odd order", new byte[] {0, 0, (byte) 0xff, (byte) 0xfe}),
                Arguments.of("UTF-32 in another odd order", new byte[] {0, 0x7b, 0, 0}),
                Arguments.of("zeros", new byte[16]));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongShapes")
    void a_publish_of_the_wrong_shape_is_refused(String what, Consumer<Map<String, Object>> change, String code) {
        refuses(Draft.of("@acme/pad", "1.0.1").document(change), 400, code);
    }

    static Stream<Arguments> wrongShapes() {
        return Stream.of(
                shape("no versions", json -> json.remove("versions"), "invalid_publish_document"),
                shape("empty versions", json -> json.put("versions", Map.of()), "invalid_publish_document"),
                shape("a list of versions", json -> json.put("versions", List.of("1.0.1")), "invalid_publish_document"),
                shape("a text for versions", json -> json.put("versions", "1.0.1"), "invalid_publish_document"),
                shape(
                        "nothing for a version",
                        json -> json.put("versions", mapOf("1.0.1", null)),
                        "invalid_publish_document"),
                shape(
                        "a text for a version",
                        json -> json.put("versions", mapOf("1.0.1", "x")),
                        "invalid_publish_document"),
                shape("two versions", BadDocumentTest::addVersion, "invalid_publish_document"),
                shape("two tarballs", BadDocumentTest::addTarball, "invalid_publish_document"),
                shape(
                        "a text for a tarball",
                        json -> json.put("_attachments", mapOf("pad.tgz", "x")),
                        "invalid_publish_document"),
                shape(
                        "no tarball among the files",
                        json -> json.put("_attachments", mapOf("pad.zip", Map.of())),
                        "invalid_publish_document"),
                shape(
                        "a tarball without data",
                        json -> json.put("_attachments", mapOf("pad.tgz", Map.of())),
                        "invalid_attachment"),
                shape("data that is a number", json -> data(json, 5), "invalid_attachment"),
                shape("data that is not base64", json -> data(json, "not base64!"), "invalid_attachment"),
                shape("data for a URL", json -> data(json, "_-_-"), "invalid_attachment"),
                shape("data cut off", json -> data(json, "abcde"), "invalid_attachment"),
                shape("no data in the data", json -> data(json, ""), "integrity_mismatch"),
                shape("a list of files", json -> json.put("_attachments", List.of()), "revision_missing"),
                shape("no files", json -> json.remove("_attachments"), "revision_missing"),
                shape("a tag elsewhere", json -> json.put("dist-tags", Map.of("latest", "1.0.0")), "invalid_tag"),
                shape(
                        "one of two tags elsewhere",
                        json -> json.put("dist-tags", Map.of("latest", "1.0.1", "beta", "1.0.0")),
                        "invalid_tag"),
                shape("a tag of a number", json -> json.put("dist-tags", Map.of("latest", 1)), "invalid_tag"),
                shape("a tag of nothing", json -> json.put("dist-tags", mapOf("latest", null)), "invalid_tag"),
                shape("a list of tags", json -> json.put("dist-tags", List.of("latest")), "invalid_tag"),
                shape("a text for tags", json -> json.put("dist-tags", "latest"), "invalid_tag"),
                shape("an unknown access", json -> json.put("access", "secret"), "invalid_access"),
                shape("an access of a number", json -> json.put("access", 1), "invalid_access"),
                shape("an access of an object", json -> json.put("access", Map.of()), "invalid_access"),
                shape("another name", json -> json.put("name", "@acme/other"), "name_mismatch"),
                shape("another id", BadDocumentTest::otherId, "name_mismatch"));
    }

    private static Arguments shape(String what, Consumer<Map<String, Object>> change, String code) {
        return Arguments.of(what, change, code);
    }

    private static void addVersion(Map<String, Object> json) {
        var versions = new LinkedHashMap<>(Session.object(json, "versions"));
        versions.put("1.0.2", versions.get("1.0.1"));
        json.put("versions", versions);
    }

    private static void addTarball(Map<String, Object> json) {
        var files = new LinkedHashMap<>(Session.object(json, "_attachments"));
        files.put("@acme/pad-1.0.2.tgz", files.values().iterator().next());
        json.put("_attachments", files);
    }

    private static void otherId(Map<String, Object> json) {
        json.remove("name");
        json.put("_id", "@acme/other");
    }

    private static void data(Map<String, Object> json, Object data) {
        json.put("_attachments", mapOf("pad.tgz", Map.of("data", data)));
    }

    private static Map<String, Object> mapOf(String key, Object value) {
        var map = new LinkedHashMap<String, Object>();
        map.put(key, value);
        return map;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contradictions")
    void a_manifest_of_another_version_is_refused(String what, Consumer<Map<String, Object>> change) {
        refuses(Draft.of("@acme/pad", "1.0.1").manifest(change), 400, "manifest_mismatch");
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                contradiction("another name", json -> json.put("name", "@acme/other")),
                contradiction("no name", json -> json.remove("name")),
                contradiction("a name of a number", json -> json.put("name", 1)),
                contradiction("another version", json -> json.put("version", "1.0.2")),
                contradiction("no version", json -> json.remove("version")),
                contradiction("a version that is none", json -> json.put("version", "one")));
    }

    private static Arguments contradiction(String what, Consumer<Map<String, Object>> change) {
        return Arguments.of(what, change);
    }

    @Test
    void a_manifest_of_half_a_megabyte_is_refused() {
        refuses(Draft.of("@acme/pad", "1.0.1").field("config", "x".repeat(512 * 1024)), 400, "manifest_too_large");
    }

    @Test
    void a_body_over_the_limit_is_refused_with_the_figures_and_what_to_do() {
        var draft = Draft.of("@acme/pad", "1.0.1").tarball(new byte[4_700_000]);

        var answer = refuses(draft, 413, "payload_too_large");

        assertThat(answer.json())
                .containsEntry("limitBytes", 6_225_000)
                .containsEntry("actualBytes", draft.body().getBytes(UTF_8).length);
        assertThat(answer.json().get("error").toString()).contains("6225000", "4.65 MB", "npm pack --dry-run", "files");
    }

    @Test
    void a_tarball_of_what_the_refusal_says_fits_does() {
        var bytes = new byte[4_650_000];
        new java.util.Random(1).nextBytes(bytes);

        refuses(Draft.of("@acme/pad", "1.0.1").tarball(bytes), 400, "tarball_not_gzip");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"_rev\":\"1\"}",
                "{\"_rev\":\"1\",\"users\":{\"max\":true}}",
                "{\"_rev\":\"1\",\"versions\":[]}",
                "{\"_rev\":\"1\",\"versions\":null}",
                "{\"_rev\":\"1\",\"dist-tags\":{\"latest\":\"1.0.0\"}}"
            })
    void a_document_that_asks_for_something_else_is_refused(String body) {
        refuses("/@acme/pad", body, 400, "unsupported_change");
        refuses(registry.as(Who.ADMIN).event("PUT", "/@acme/pad/-rev/1").body(body), 400, "unsupported_change");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1.0\"", "\"\"", "\"latest\"", "\"v1.0.0\""})
    void a_document_that_lists_what_is_no_version_is_refused(String version) {
        refuses("/@acme/pad", "{\"_rev\":\"1\",\"versions\":{" + version + ":{}}}", 400, "invalid_version");
    }

    @Test
    void a_tarball_is_not_published_at_the_address_for_changes() {
        refuses(
                registry.as(Who.ADMIN)
                        .event("PUT", "/@acme/pad/-rev/1")
                        .body(Draft.of("@acme/pad", "1.0.1")
                                .document(json -> json.remove("versions"))
                                .body()),
                400,
                "unsupported_change");
    }

    @Test
    void a_deprecation_without_end_is_refused() {
        var document = max.document("@acme/pad");
        Session.object(Session.object(document, "versions"), "1.0.0").put("deprecated", "x".repeat(70_000));

        refuses("/@acme/pad", JsonText.of(document), 400, "deprecation_too_long");
    }

    @Test
    void a_version_that_exists_is_not_published_again() {
        refuses(Draft.of("@acme/pad", "1.0.0").content("something else"), 409, "version_exists");
        refuses(Draft.of("@acme/pad", "1.0.0").tag("beta"), 409, "version_exists");
        var admin = registry.as(Who.ADMIN);
        refuses(admin.event("PUT", "/@acme/pad").body(PAD.body()), 409, "version_exists");
    }

    @Test
    void versions_that_differ_in_nothing_but_their_build_are_one() {
        refuses(Draft.of("@acme/pad", "1.0.0+build.2"), 409, "version_exists");
    }
}
