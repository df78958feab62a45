package dev.slipway.adapters.npm;

import static dev.slipway.adapters.npm.TarballAnswers.refuses;
import static dev.slipway.adapters.npm.TarballAnswers.sound;
import static dev.slipway.adapters.npm.TarballBuilder.npm;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.npm.TarballOpened.Flaw;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TarballPathTest {

    private static final byte[] X = {'x'};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "package/../evil",
                "package/a/../../../evil",
                "package/a/../b",
                "package/..",
                "/etc/passwd",
                "//package/a",
                "package//etc/passwd",
                "package/./a",
                "./package/a",
                "package/a/",
                "package\\a",
                "package/..\\..\\evil",
                "package/\\evil",
                "C:/evil",
                "c:evil/a",
                "package/C:/evil",
                "package/c:evil",
                "package/a\u0007b",
                "package/a\nb",
                "package/a\u0085b",
                "package/a\ufffdb"
            })
    void a_path_that_leads_elsewhere_or_that_systems_read_differently_is_refused(String path) {
        byte[] content = path.endsWith("/") ? new byte[0] : X;
        char type = path.endsWith("/") ? '2' : '0';
        var tarball = npm("pad", "1.0.0").entry(type, path, type == '2' ? "b" : "", content);

        refuses(tarball.build(), Flaw.UNSAFE_PATH, "npm pack");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "/etc/passwd", "package/../../evil", "C:\\evil", "package/a\0b"})
    void the_path_of_a_pax_header_is_the_one_that_counts(String path) {
        var tarball = npm("pad", "1.0.0").pax("path=" + path).entry('0', "package/fine", "", X);

        refuses(tarball.build(), Flaw.UNSAFE_PATH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "/etc/passwd", "package/a\0/../../b"})
    void the_path_of_a_gnu_long_name_is_the_one_that_counts(String path) {
        byte[] name = path.getBytes(ISO_8859_1);
        var tarball = npm("pad", "1.0.0").entry('L', "././@LongLink", "", name).entry('0', "package/fine", "", X);

        refuses(tarball.build(), Flaw.UNSAFE_PATH);
    }

    @Test
    void a_bad_path_in_the_header_does_not_matter_under_a_good_one_in_pax() {
        assertThat(sound(npm("pad", "1.0.0")
                                .pax("path=package/fine")
                                .entry('0', "../evil", "", X)
                                .build())
                        .fileCount())
                .isEqualTo(2);
    }

    @Test
    void a_path_with_no_name_at_all_is_refused() {
        refuses(npm("pad", "1.0.0").entry('0', "", "", X).build(), Flaw.UNSAFE_PATH, "empty path");
    }

    @Test
    void a_file_beside_the_packages_folder_is_refused() {
        refuses(npm("pad", "1.0.0").entry('0', "README", "", X).build(), Flaw.UNSAFE_PATH, "\"README\"", "beside");
        refuses(
                TarballBuilder.empty().entry('0', "package.json", "", X).build(),
                Flaw.UNSAFE_PATH,
                "beside the package's folder");
    }

    @Test
    void a_name_that_is_no_utf_8_is_refused() {
        byte[] header = TarballBuilder.header('0', "package/caf_", "", 0);
        header[11] = (byte) 0xe9;

        refuses(npm("pad", "1.0.0").raw(TarballBuilder.checksummed(header)).build(), Flaw.UNSAFE_PATH, "UTF-8");
    }

    @Test
    void names_in_all_scripts_are_sound() {
        var tarball = npm("pad", "1.0.0")
                .file("docs/naïve café.md", X)
                .file("docs/日本語.md", X)
                .file("docs/🦀 [id] $slug (1) @x +y~z:w.md", X)
                .file("docs/...dots", X);

        assertThat(sound(tarball.build()).fileCount()).isEqualTo(5);
    }

    @Test
    void a_path_of_exactly_the_limit_is_sound_and_one_byte_more_is_not() {
        String folders = "package/" + ("f".repeat(250) + "/").repeat(4);
        String name = "é".repeat(5) + "ii";

        assertThat(sound(npm("pad", "1.0.0").entry('0', folders + name, "", X).build())
                        .fileCount())
                .isEqualTo(2);
        refuses(npm("pad", "1.0.0").entry('0', folders + name + "i", "", X).build(), Flaw.UNSAFE_PATH, "1024 bytes");
    }

    @Test
    void a_single_name_longer_than_file_systems_take_is_refused() {
        refuses(npm("pad", "1.0.0").file("a".repeat(256), X).build(), Flaw.UNSAFE_PATH, "255 bytes");
        sound(npm("pad", "1.0.0").file("a".repeat(255), X).build());
    }

    @Test
    void long_names_of_all_three_kinds_are_read() {
        String ustar = "package/" + "u".repeat(80) + "/" + "v".repeat(80);
        String pax = "package/" + "p".repeat(200);
        String gnu = "package/" + "g".repeat(200);
        var tarball = npm("pad", "1.0.0")
                .entry('0', ustar, "", X)
                .entry('0', pax, "", X)
                .entry('L', "././@LongLink", "", (gnu + "\0").getBytes(ISO_8859_1))
                .raw(TarballBuilder.header('0', gnu.substring(0, 100), "", 1))
                .content(X);

        assertThat(sound(tarball.build()).fileCount()).isEqualTo(4);
    }

    @Test
    void the_same_path_twice_is_refused() {
        refuses(
                npm("pad", "1.0.0").file("a.js", "1").file("a.js", "2").build(),
                Flaw.DUPLICATE_PATH,
                "\"package/a.js\" twice");
    }

    @Test
    void a_second_manifest_is_refused_also_under_another_first_folder() {
        var second = npm("pad", "1.0.0").folder("other").file("package.json", "{}");

        refuses(npm("pad", "1.0.0").file("package.json", "{}").build(), Flaw.DUPLICATE_PATH);
        refuses(
                second.folder("package")
                        .file("x", X)
                        .folder("z")
                        .file("package.json", X)
                        .build(),
                Flaw.DUPLICATE_PATH);
        refuses(
                TarballBuilder.empty()
                        .folder("package")
                        .file("package.json", "{}")
                        .folder("zz")
                        .file("package.json", "{\"name\":\"evil\"}")
                        .build(),
                Flaw.DUPLICATE_PATH,
                "\"zz/package.json\"");
    }

    @Test
    void a_second_manifest_by_pax_or_long_name_is_refused() {
        refuses(
                npm("pad", "1.0.0")
                        .pax("path=package/package.json")
                        .entry('0', "package/a", "", X)
                        .build(),
                Flaw.DUPLICATE_PATH);
        refuses(
                npm("pad", "1.0.0")
                        .entry('L', "L", "", "package/package.json\0".getBytes(ISO_8859_1))
                        .entry('0', "package/a", "", X)
                        .build(),
                Flaw.DUPLICATE_PATH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Package.json",
                "PACKAGE.JSON",
                "package.j\u017fon",
                "pac\u212aage.json",
                "package.json.",
                "package.json. .",
                "package.json ",
                "package.json::$DATA",
                "package.json .:x",
                "pack\u200bage.json",
                "package.json\u200d",
                "PACKAGE.json/x"
            })
    void a_twin_of_the_manifest_on_windows_or_macos_is_refused(String name) {
        refuses(npm("pad", "1.0.0").file(name, "{}").build(), Flaw.DUPLICATE_PATH, "package.json itself");
        refuses(TarballBuilder.empty().file(name, "{}").build(), Flaw.DUPLICATE_PATH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lib/Package.json", "package.json5", "package.jso", "my package.json", ".package.json"})
    void what_only_resembles_the_manifest_is_sound(String name) {
        assertThat(sound(npm("pad", "1.0.0").file(name, "{}").build()).fileCount())
                .isEqualTo(2);
    }

    @Test
    void paths_that_differ_only_by_case_are_two_files() {
        assertThat(sound(npm("pad", "1.0.0").file("README", X).file("readme", X).build())
                        .fileCount())
                .isEqualTo(3);
    }

    @Test
    void a_file_can_not_be_a_folder_too() {
        refuses(npm("pad", "1.0.0").file("a", X).file("a/b", X).build(), Flaw.DUPLICATE_PATH, "\"a/b\"");
        refuses(npm("pad", "1.0.0").file("a/b/c", X).file("a", X).build(), Flaw.DUPLICATE_PATH, "\"a/b/c\"");
        refuses(
                npm("pad", "1.0.0")
                        .file("a", X)
                        .entry('5', "package/a/", "", new byte[0])
                        .build(),
                Flaw.DUPLICATE_PATH,
                "twice");
        sound(npm("pad", "1.0.0")
                .file("a", X)
                .file("a-b", X)
                .file("a b/c", X)
                .file("a.d/e", X)
                .build());
    }
}
