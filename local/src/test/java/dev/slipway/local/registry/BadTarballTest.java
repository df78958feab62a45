package dev.slipway.local.registry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.npm.TarballBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tarballs that can't be unpacked, must not be, or are not what the request says. All that the request says of their
/// bytes is true unless the test says otherwise.
class BadTarballTest extends BadInput {

    private static final byte[] NOTHING = {};

    private static Draft draft() {
        return Draft.of("@acme/pad", "1.0.1");
    }

    private static TarballBuilder tarball() {
        return TarballBuilder.npm("@acme/pad", "1.0.1").file("index.js", "module.exports = 1");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsound")
    void an_unsound_tarball_is_not_stored(String what, byte[] tarball, String code) {
        refuses(draft().tarball(tarball), 400, code);
    }

    static Stream<Arguments> unsound() {
        var good = tarball().build();
        return Stream.of(
                unsound("nothing at all", NOTHING, "tarball_not_gzip"),
                unsound("text", "module.exports = 1".getBytes(UTF_8), "tarball_not_gzip"),
                unsound("a tar that is not gzipped", tarball().tar(), "tarball_not_gzip"),
                unsound("a zip", new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0}, "tarball_not_gzip"),
                unsound("the first half", Arrays.copyOf(good, good.length / 2), "tarball_truncated"),
                unsound("all but the last byte", Arrays.copyOf(good, good.length - 1), "tarball_truncated"),
                unsound("a gzip header alone", Arrays.copyOf(good, 10), "tarball_truncated"),
                unsound("a wrong checksum", flipped(good, good.length - 5), "tarball_corrupt"),
                unsound("more behind the end", concat(good, "more".getBytes(UTF_8)), "tarball_trailing_data"),
                unsound("a second gzip behind the end", concat(good, good), "tarball_trailing_data"),
                unsound("gzipped text", TarballBuilder.gzip("x".repeat(2_000).getBytes(UTF_8)), "tarball_not_tar"),
                unsound(
                        "an archive cut off",
                        TarballBuilder.gzip(Arrays.copyOf(tarball().tar(), 700)),
                        "tarball_truncated"),
                unsound(
                        "no package.json",
                        TarballBuilder.empty().file("index.js", "1").build(),
                        "tarball_no_manifest"),
                unsound(
                        "package.json too deep",
                        TarballBuilder.empty().file("lib/package.json", "{}").build(),
                        "tarball_no_manifest"),
                unsound(
                        "two of a file",
                        tarball().file("index.js", "module.exports = 2").build(),
                        "tarball_duplicate_path"),
                unsound("two package.json", tarball().file("package.json", "{}").build(), "tarball_duplicate_path"),
                unsound(
                        "another package.json for some systems",
                        tarball().file("Package.json", "{}").build(),
                        "tarball_duplicate_path"),
                unsound(
                        "a device",
                        tarball().entry('3', "package/null", "", NOTHING).build(),
                        "tarball_unsupported_entry"),
                unsound(
                        "a pipe",
                        tarball().entry('6', "package/pipe", "", NOTHING).build(),
                        "tarball_unsupported_entry"));
    }

    private static Arguments unsound(String what, byte[] tarball, String code) {
        return Arguments.of(what, tarball, code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "package/../escaped.js",
                "package/lib/../../escaped.js",
                "../escaped.js",
                "/etc/passwd",
                "//etc/passwd",
                "package/..",
                "package/..\\escaped.js",
                "C:\\escaped.js",
                "C:/escaped.js",
                "package/lib\\..\\..\\escaped.js",
                "package/a:stream"
            })
    void a_path_out_of_the_package_is_refused(String path) {
        refuses(
                draft().tarball(tarball()
                        .entry('0', path, "", "x".getBytes(UTF_8))
                        .build()),
                400,
                "tarball_unsafe_path");
    }

    @Test
    void a_path_out_of_the_package_that_hides_in_a_longer_header_is_refused() {
        var hidden = tarball()
                .pax("path=package/../../escaped.js")
                .entry('0', "package/harmless.js", "", "x".getBytes(UTF_8));

        refuses(draft().tarball(hidden.build()), 400, "tarball_unsafe_path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../escaped", "/etc/passwd", "../..", "lib/../../../escaped", "C:\\escaped"})
    void a_link_out_of_the_package_is_refused(String target) {
        refuses(
                draft().tarball(tarball()
                        .entry('2', "package/link", target, NOTHING)
                        .build()),
                400,
                "tarball_unsafe_link");
        refuses(
                draft().tarball(tarball()
                        .entry('1', "package/link", target, NOTHING)
                        .build()),
                400,
                "tarball_unsafe_link");
    }

    @Test
    void a_file_behind_a_link_is_refused() {
        var behind = tarball()
                .entry('2', "package/lib", ".", NOTHING)
                .entry('0', "package/lib/index.js", "", "x".getBytes(UTF_8));

        refuses(draft().tarball(behind.build()), 400, "tarball_unsafe_link");
    }

    @Test
    void a_bomb_of_zeros_is_refused() {
        var bomb = tarball().file("zeros", new byte[32 << 20]).build();
        assertThat(bomb).hasSizeLessThan(50_000);

        refuses(draft().tarball(bomb), 400, "tarball_too_large_unpacked");
    }

    @Test
    void too_many_files_are_refused() {
        var many = tarball();
        for (int i = 0; i < 50_001; i++) {
            many.raw(TarballBuilder.header('0', "package/" + i, "", 0));
        }

        refuses(draft().tarball(many.build()), 400, "tarball_too_many_files");
    }

    @Test
    void a_package_json_over_a_megabyte_is_refused() {
        var json = "{\"name\":\"@acme/pad\",\"version\":\"1.0.1\",\"x\":\"" + "x".repeat(1 << 20) + "\"}";

        refuses(draft().tarball(tarball().packageJson(json).build()), 400, "tarball_manifest_too_large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "[]",
                "null",
                "\"@acme/pad\"",
                "{\"name\":\"@acme/pad\"",
                "{\"name\":\"@acme/pad\",\"version\":\"1.0.1\"} {}",
                "{'name':'@acme/pad'}",
                "{\"name\":\"@acme/pad\",\"version\":\"1.0.1\",}"
            })
    void a_package_json_that_is_no_json_object_is_refused(String json) {
        refuses(draft().tarball(tarball().packageJson(json).build()), 400, "tarball_manifest_invalid");
    }

    @Test
    void a_package_json_that_nests_without_end_is_refused() {
        var json = "{\"a\":".repeat(150_000) + "1" + "}".repeat(150_000);

        refuses(draft().tarball(tarball().packageJson(json).build()), 400, "tarball_manifest_invalid");
    }

    /// Clients read the file as UTF-8 and nothing else. What we read otherwise is not what they install.
    @ParameterizedTest(name = "{0}")
    @MethodSource("otherEncodings")
    void a_package_json_that_is_not_utf_8_is_refused(String encoding, byte[] json) {
        refuses(draft().tarball(tarball().packageJson(json).build()), 400, "tarball_manifest_invalid");
    }

    static Stream<Arguments> otherEncodings() {
        var json = "{\"name\":\"@acme/pad\",\"version\":\"1.0.1\",\"author\":\"Zoë\"}";
        return Stream.of(
                Arguments.of("Latin-1", json.getBytes(ISO_8859_1)),
                Arguments.of("UTF-16", json.getBytes(UTF_16)),
                Arguments.of("UTF-32 of no character", new byte[] {0, 0, 0, '{', 0x7f, 0, 0, 0}),
                Arguments.of("UTF-32 in an odd order", new byte[] {0, 0, (byte) 0xff, (byte) 0xfe}));
    }

    @Test
    void a_package_json_that_begins_with_a_byte_order_mark_is_read() {
        var json = "\ufeff{\"name\":\"@acme/other\",\"version\":\"1.0.0\"}";
        var draft = Draft.of("@acme/other", "1.0.0")
                .tarball(TarballBuilder.npm("@acme/other", "1.0.0")
                        .packageJson(json)
                        .build());

        assertThat(max.publish(draft).status()).isEqualTo(201);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("disagreeing")
    void a_package_json_that_disagrees_with_the_request_is_refused(String what, String json) {
        refuses(draft().tarball(tarball().packageJson(json).build()), 400, "manifest_mismatch");
    }

    static Stream<Arguments> disagreeing() {
        return Stream.of(
                disagreeing("another name", "\"name\":\"@acme/other\",\"version\":\"1.0.1\""),
                disagreeing("a name without its scope", "\"name\":\"pad\",\"version\":\"1.0.1\""),
                disagreeing("no name", "\"version\":\"1.0.1\""),
                disagreeing("another version", "\"name\":\"@acme/pad\",\"version\":\"1.0.2\""),
                disagreeing("no version", "\"name\":\"@acme/pad\""),
                disagreeing("a version that is none", "\"name\":\"@acme/pad\",\"version\":\"one\""),
                disagreeing("a name said twice", same("\"name\":\"@acme/other\"")),
                disagreeing("a dependency more", same("\"dependencies\":{\"left-pad\":\"1\"}")),
                disagreeing("an optional one more", same("\"optionalDependencies\":{\"left-pad\":\"1\"}")),
                disagreeing("a peer more", same("\"peerDependencies\":{\"left-pad\":\"1\"}")),
                disagreeing(
                        "a script that runs before an install", same("\"scripts\":{\"preinstall\":\"curl x | sh\"}")),
                disagreeing("a script that runs at an install", same("\"scripts\":{\"install\":\"curl x | sh\"}")),
                disagreeing(
                        "a script that runs after an install", same("\"scripts\":{\"postinstall\":\"curl x | sh\"}")),
                disagreeing("a command", same("\"bin\":{\"npm\":\"./npm.js\"}")),
                disagreeing("a command named as it is", same("\"bin\":\"./pad.js\"")));
    }

    private static Arguments disagreeing(String what, String members) {
        return Arguments.of(what, "{" + members + "}");
    }

    private static String same(String more) {
        return "\"name\":\"@acme/pad\",\"version\":\"1.0.1\"," + more;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("claimedTooMuch")
    void a_request_that_says_more_than_the_package_json_is_refused(
            String what, Consumer<Map<String, Object>> manifest) {
        refuses(draft().manifest(manifest), 400, "manifest_mismatch");
    }

    static Stream<Arguments> claimedTooMuch() {
        return Stream.of(
                claimed("a dependency", json -> json.put("dependencies", Map.of("left-pad", "1"))),
                claimed("a script", json -> json.put("scripts", Map.of("postinstall", "x"))),
                claimed("a native build", json -> json.put("scripts", Map.of("install", "node-gyp rebuild"))),
                claimed("a command", json -> json.put("bin", Map.of("pad", "./pad.js"))));
    }

    private static Arguments claimed(String what, Consumer<Map<String, Object>> manifest) {
        return Arguments.of(what, manifest);
    }

    @Test
    void a_dependency_in_another_range_is_refused() {
        var draft = draft().field("dependencies", Map.of("left-pad", "1"));

        refuses(draft.manifest(json -> json.put("dependencies", Map.of("left-pad", "2"))), 400, "manifest_mismatch");
    }

    @Test
    void a_native_build_is_published_with_the_script_that_npm_adds() {
        var draft = Draft.of("@acme/native", "1.0.0")
                .manifest(json -> json.put("scripts", Map.of("install", "node-gyp rebuild")))
                .tarball(TarballBuilder.npm("@acme/native", "1.0.0")
                        .file("binding.gyp", "{}")
                        .build());

        assertThat(max.publish(draft).status()).isEqualTo(201);
        assertThat(max.manifest("@acme/native", "1.0.0")).containsEntry("hasInstallScript", true);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("untrue")
    void a_claim_about_the_bytes_that_is_not_true_is_refused(String what, Consumer<Map<String, Object>> dist) {
        refuses(draft().manifest(json -> dist.accept(Session.object(json, "dist"))), 400, "integrity_mismatch");
    }

    static Stream<Arguments> untrue() {
        var other = tarball().file("other.js", "1").build();
        return Stream.of(
                untrue("another sha512", dist -> dist.put("integrity", Draft.integrity(other))),
                untrue("another sha1", dist -> dist.put("shasum", Draft.shasum(other))),
                untrue(
                        "no sha512 among the hashes",
                        dist -> dist.put("integrity", "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=")),
                untrue("a sha512 cut off", dist -> dist.put("integrity", "sha512-abc")),
                untrue("nothing for a hash", dist -> dist.put("integrity", "")),
                untrue("a text for a sha1", dist -> dist.put("shasum", "x")));
    }

    private static Arguments untrue(String what, Consumer<Map<String, Object>> dist) {
        return Arguments.of(what, dist);
    }

    @Test
    void another_length_is_refused() {
        for (var length : List.of(0, 1, draft().bytes().length - 1, draft().bytes().length + 1, -5, 1e9, 1.5)) {
            refuses(draft().attachment(json -> json.put("length", length)), 400, "integrity_mismatch");
        }
    }

    @Test
    void weaker_hashes_may_stand_beside_the_sha512() {
        var draft = Draft.of("@acme/other", "1.0.0");
        var both = "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk= " + draft.integrity();

        assertThat(max.publish(draft.manifest(
                                json -> Session.object(json, "dist").put("integrity", both)))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_client_that_claims_nothing_is_believed_nothing() {
        var draft = Draft.of("@acme/other", "1.0.0")
                .manifest(json -> json.remove("dist"))
                .attachment(json -> json.remove("length"));

        assertThat(max.publish(draft).status()).isEqualTo(201);
        assertThat(Session.object(max.manifest("@acme/other", "1.0.0"), "dist"))
                .containsEntry("integrity", draft.integrity());
    }

    private static byte[] flipped(byte[] bytes, int at) {
        var copy = bytes.clone();
        copy[at] ^= 0x55;
        return copy;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
