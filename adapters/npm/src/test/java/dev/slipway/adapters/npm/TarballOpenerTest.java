package dev.slipway.adapters.npm;

import static dev.slipway.adapters.npm.TarballAnswers.open;
import static dev.slipway.adapters.npm.TarballAnswers.refuses;
import static dev.slipway.adapters.npm.TarballAnswers.sound;
import static dev.slipway.adapters.npm.TarballBuilder.npm;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.slipway.adapters.npm.TarballOpened.Flaw;
import dev.slipway.adapters.npm.TarballOpened.Unsound;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TarballOpenerTest {

    private static final byte[] NOTHING = {};

    @Test
    void a_package_of_two_files_is_sound() {
        var sound = sound(
                npm("@acme/pad", "1.0.0").file("index.js", "module.exports = 1").build());

        assertThat(sound.fileCount()).isEqualTo(2);
        assertThat(sound.unpackedBytes()).isEqualTo(38 + 18);
        assertThat(new String(sound.manifest(), UTF_8)).isEqualTo("{\"name\":\"@acme/pad\",\"version\":\"1.0.0\"}");
        assertThat(sound.hasShrinkwrap()).isFalse();
        assertThat(sound.hasBindingGyp()).isFalse();
    }

    @Test
    void the_first_folder_may_have_any_name() {
        assertThat(sound(npm("@acme/pad", "1.0.0")
                                .folder("acme-pad-1.0.0")
                                .file("a", "a")
                                .build())
                        .fileCount())
                .isEqualTo(2);
    }

    @Test
    void the_manifest_may_come_last_and_below_other_manifests() {
        var tarball = TarballBuilder.empty()
                .file("node_modules/dep/package.json", "{\"name\":\"dep\"}")
                .file("package.json", "{\"name\":\"pad\"}");

        assertThat(new String(sound(tarball.build()).manifest(), UTF_8)).isEqualTo("{\"name\":\"pad\"}");
    }

    @Test
    void the_manifest_is_given_byte_for_byte_with_its_byte_order_mark() {
        byte[] json = "\ufeff{\"name\":\"pad\"}\r\n".getBytes(UTF_8);

        assertThat(sound(TarballBuilder.empty().packageJson(json).build()).manifest())
                .isEqualTo(json);
    }

    @Test
    void a_manifest_of_exactly_the_limit_is_read_whole() {
        byte[] json = new byte[1 << 20];
        Arrays.fill(json, (byte) ' ');

        assertThat(sound(TarballBuilder.empty().packageJson(json).file("a", "a").build())
                        .manifest())
                .isEqualTo(json);
    }

    @Test
    void a_shrinkwrap_and_a_binding_gyp_are_noticed_in_the_packages_folder_only() {
        var beside = sound(npm("pad", "1.0.0")
                .file("npm-shrinkwrap.json", "{}")
                .file("binding.gyp", "{}")
                .build());
        var below = sound(npm("pad", "1.0.0")
                .file("sub/npm-shrinkwrap.json", "{}")
                .file("sub/binding.gyp", "{}")
                .entry('5', "package/binding.gyp/", "", NOTHING)
                .build());

        assertThat(beside.hasShrinkwrap()).isTrue();
        assertThat(beside.hasBindingGyp()).isTrue();
        assertThat(below.hasShrinkwrap()).isFalse();
        assertThat(below.hasBindingGyp()).isFalse();
    }

    @Test
    void folders_may_have_entries_of_their_own_and_even_two() {
        var sound = sound(npm("pad", "1.0.0")
                .entry('5', "package/", "", NOTHING)
                .entry('5', "package/lib/", "", NOTHING)
                .entry('5', "package/lib", "", NOTHING)
                .file("lib/a.js", "a")
                .build());

        assertThat(sound.fileCount()).isEqualTo(2);
    }

    @Test
    void an_empty_file_counts() {
        assertThat(sound(npm("pad", "1.0.0").file("empty", NOTHING).build()).fileCount())
                .isEqualTo(2);
    }

    @Test
    void ten_thousand_files_are_sound_and_quick() {
        var tarball = npm("pad", "1.0.0");
        for (int i = 0; i < 10_000; i++) {
            tarball.file("lib/deep/file-" + i + ".js", "module.exports = " + i * 7919L);
        }
        byte[] gzipped = tarball.build();
        open(gzipped);

        long start = System.nanoTime();
        var sound = sound(gzipped);
        var took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(sound.fileCount()).isEqualTo(10_001);
        assertThat(took).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void an_empty_archive_is_refused() {
        refuses(TarballBuilder.empty().build(), Flaw.NO_MANIFEST, "no package.json");
    }

    @Test
    void an_archive_without_manifest_is_refused() {
        refuses(TarballBuilder.empty().file("index.js", "1").build(), Flaw.NO_MANIFEST, "npm pack");
    }

    @Test
    void a_manifest_in_a_folder_below_is_none() {
        refuses(TarballBuilder.empty().file("lib/package.json", "{}").build(), Flaw.NO_MANIFEST, "no package.json");
    }

    @Test
    void a_folder_called_package_json_is_no_manifest() {
        refuses(TarballBuilder.empty().file("package.json/index.js", "1").build(), Flaw.NO_MANIFEST, "no package.json");
    }

    @Test
    void a_link_called_package_json_is_no_manifest() {
        refuses(
                TarballBuilder.empty()
                        .file("real.json", "{}")
                        .entry('2', "package/package.json", "real.json", NOTHING)
                        .build(),
                Flaw.NO_MANIFEST,
                "no package.json");
    }

    @Test
    void a_manifest_over_the_limit_is_refused() {
        refuses(
                TarballBuilder.empty().packageJson(new byte[(1 << 20) + 1]).build(),
                Flaw.MANIFEST_TOO_LARGE,
                "\"package/package.json\"",
                "1048577",
                "1048576");
    }

    @Test
    void a_sentence_shows_no_control_characters_of_a_name_and_only_its_beginning() {
        String name = "package/\u001b[31mred\u202e" + "x".repeat(300);
        var unsound =
                (Unsound) open(npm("pad", "1.0.0").entry('0', name, "", NOTHING).build());

        assertThat(unsound.sentence())
                .contains("\"package/?[31mred?xxx")
                .contains("x…\"")
                .doesNotContain("\u001b", "\u202e")
                .hasSizeLessThan(400);
    }

    @Test
    void limits_of_nothing_and_beyond_npms_are_a_mistake_of_the_deployment() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TarballLimits(0, 1, 1, 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new TarballLimits(1, 1, 1, 1, 1, (1 << 20) + 1));
    }
}
