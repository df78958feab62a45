package dev.slipway.adapters.npm;

import static dev.slipway.adapters.npm.TarballAnswers.refuses;
import static dev.slipway.adapters.npm.TarballAnswers.sound;
import static dev.slipway.adapters.npm.TarballBuilder.npm;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.npm.TarballOpened.Flaw;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TarballLinkTest {

    private static final byte[] NOTHING = {};

    @ParameterizedTest
    @ValueSource(strings = {"b", "./b", "../b", "../lib/b", ".././b", "c/d", "..", ".", "d/", "..."})
    void a_link_that_stays_inside_is_sound_and_no_file(String target) {
        assertThat(sound(npm("pad", "1.0.0")
                                .entry('2', "package/lib/a", target, NOTHING)
                                .build())
                        .fileCount())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../..",
                "../../package/b",
                "../../../etc/passwd",
                "/etc/passwd",
                "/",
                "c/../b",
                "../c/../../b",
                "..\\..\\b",
                "C:/b",
                "c:b",
                "b\u0001"
            })
    void a_link_out_of_the_package_is_refused(String target) {
        refuses(
                npm("pad", "1.0.0").entry('2', "package/lib/a", target, NOTHING).build(),
                Flaw.UNSAFE_LINK,
                "\"package/lib/a\"",
                "inside the package");
    }

    @Test
    void the_target_of_a_pax_header_is_the_one_that_counts() {
        refuses(
                npm("pad", "1.0.0")
                        .pax("linkpath=../../evil")
                        .entry('2', "package/a", "fine", NOTHING)
                        .build(),
                Flaw.UNSAFE_LINK,
                "\"../../evil\"");
    }

    @Test
    void the_target_of_a_gnu_long_link_is_the_one_that_counts() {
        refuses(
                npm("pad", "1.0.0")
                        .entry('K', "././@LongLink", "", "/etc/passwd\0".getBytes(UTF_8))
                        .entry('2', "package/a", "fine", NOTHING)
                        .build(),
                Flaw.UNSAFE_LINK,
                "\"/etc/passwd\"");
    }

    @Test
    void a_hard_link_to_another_entry_is_sound() {
        assertThat(sound(npm("pad", "1.0.0")
                                .file("a", "a")
                                .entry('1', "package/b", "package/a", NOTHING)
                                .build())
                        .fileCount())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../a", "package/../../a", "package/./a", "a", "package\\a", "C:/a"})
    void a_hard_link_out_of_the_package_is_refused(String target) {
        refuses(
                npm("pad", "1.0.0").entry('1', "package/b", target, NOTHING).build(),
                Flaw.UNSAFE_LINK,
                "\"package/b\"");
    }

    @Test
    void nothing_may_lie_behind_a_link_whichever_comes_first() {
        refuses(
                npm("pad", "1.0.0")
                        .entry('2', "package/lib", ".", NOTHING)
                        .file("lib/package.json", "{}")
                        .build(),
                Flaw.UNSAFE_LINK,
                "\"lib/package.json\"",
                "behind a link");
        refuses(
                npm("pad", "1.0.0")
                        .file("lib/sub/a", "a")
                        .entry('2', "package/lib", "other", NOTHING)
                        .build(),
                Flaw.UNSAFE_LINK,
                "behind a link");
    }

    @Test
    void nothing_may_lie_behind_a_link_where_case_does_not_count() {
        refuses(
                npm("pad", "1.0.0")
                        .entry('2', "package/LIB", ".", NOTHING)
                        .file("lib/package.json", "{}")
                        .build(),
                Flaw.UNSAFE_LINK,
                "behind a link");
        sound(npm("pad", "1.0.0")
                .entry('2', "package/LINK", "lib", NOTHING)
                .file("README", "a")
                .file("readme/lib/a", "a")
                .file("readme/LIB/a", "a")
                .build());
    }

    @Test
    void a_link_in_the_place_of_the_manifest_is_refused() {
        refuses(
                npm("pad", "1.0.0")
                        .entry('2', "package/package.json", "other.json", NOTHING)
                        .build(),
                Flaw.DUPLICATE_PATH);
    }

    @Test
    void a_link_in_the_place_of_the_packages_folder_is_refused() {
        refuses(npm("pad", "1.0.0").entry('2', "package", "b", NOTHING).build(), Flaw.UNSAFE_PATH, "beside");
    }

    @Test
    void a_link_to_nothing_is_refused() {
        refuses(
                npm("pad", "1.0.0").entry('2', "package/a", "", NOTHING).build(),
                Flaw.UNSUPPORTED_ENTRY,
                "link to nothing");
        refuses(
                npm("pad", "1.0.0")
                        .pax("linkpath=b")
                        .entry('2', "package/a", "", NOTHING)
                        .build(),
                Flaw.UNSUPPORTED_ENTRY);
    }
}
