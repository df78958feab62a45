package dev.slipway.adapters.npm;

import static dev.slipway.adapters.npm.TarballAnswers.open;
import static dev.slipway.adapters.npm.TarballAnswers.sound;
import static dev.slipway.adapters.npm.TarballBuilder.checksummed;
import static dev.slipway.adapters.npm.TarballBuilder.gzip;
import static dev.slipway.adapters.npm.TarballBuilder.npm;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.npm.TarballOpened.Flaw;
import dev.slipway.adapters.npm.TarballOpened.Sound;
import dev.slipway.adapters.npm.TarballOpened.Unsound;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Random damage with fixed seeds: the answer is always an outcome. A failure names the round, so it can be run again.
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class TarballFuzzTest {

    private static final TarballBuilder GOOD = npm("@acme/pad", "1.0.0")
            .file("index.js", "module.exports = 1")
            .pax("path=package/" + "long/".repeat(30) + "name.js", "mtime=1700000000.5")
            .file("lib/a.js", "x".repeat(700))
            .entry('L', "././@LongLink", "", ("package/" + "g".repeat(120) + "\0").getBytes(UTF_8))
            .file("g", "g")
            .entry('5', "package/empty/", "", new byte[0])
            .entry('2', "package/lib/link", "a.js", new byte[0]);

    @Test
    void every_prefix_of_a_tarball_is_unsound() {
        byte[] whole = GOOD.build();

        for (int length = 0; length < whole.length; length++) {
            var opened = open(Arrays.copyOf(whole, length));
            assertThat(opened).as("prefix of %d bytes", length).isInstanceOf(Unsound.class);
            assertThat(((Unsound) opened).flaw())
                    .as("prefix of %d bytes", length)
                    .isEqualTo(length < 2 ? Flaw.NOT_GZIP : Flaw.TRUNCATED);
        }
    }

    @Test
    void any_one_byte_of_the_file_changed_gives_an_outcome() {
        byte[] whole = GOOD.build();
        for (int at = 0; at < whole.length; at++) {
            for (int mask = 1; mask < 256; mask += 2) {
                byte[] changed = whole.clone();
                changed[at] ^= (byte) mask;
                assertThat(open(changed)).isNotNull();
            }
        }
    }

    /// Some changes are to how deflate says a thing and not to what it says: then all must be as before.
    @Test
    void a_changed_byte_in_the_compressed_data_changes_nothing_unseen() {
        byte[] whole = GOOD.build();
        var before = sound(whole);
        for (int at = 10; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x10;
            if (open(changed) instanceof Sound after) {
                assertThat(after).usingRecursiveComparison().as("byte %d", at).isEqualTo(before);
            }
        }
    }

    @Test
    void any_damage_to_the_archive_with_checksums_made_good_gives_an_outcome() {
        byte[] tar = GOOD.tar();
        var random = new Random(20_251_121);
        var seen = EnumSet.noneOf(Flaw.class);
        int passed = 0;
        for (int round = 0; round < 10_000; round++) {
            byte[] changed = damaged(tar, random);
            switch (open(gzip(changed))) {
                case Sound _ -> passed++;
                case Unsound(var flaw, var sentence) -> {
                    seen.add(flaw);
                    assertThat(sentence).as("round %d", round).endsWith(".").doesNotContainPattern("\\p{Cc}");
                }
            }
        }
        assertThat(passed).isPositive();
        assertThat(seen).contains(Flaw.NOT_TAR, Flaw.TRUNCATED, Flaw.UNSAFE_PATH, Flaw.UNSUPPORTED_ENTRY);
    }

    @Test
    void noise_gives_an_outcome() {
        var random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            byte[] noise = new byte[random.nextInt(3_000)];
            random.nextBytes(noise);
            assertThat(open(noise)).isInstanceOf(Unsound.class);
            assertThat(open(gzip(noise))).isInstanceOf(Unsound.class);
        }
    }

    /// One to four bytes changed, rather to what means something in a header; then all headers' checksums set right.
    private static byte[] damaged(byte[] tar, Random random) {
        byte[] telling = "\0 /.0127xgLKS=\n\u007f\\:-".getBytes(UTF_8);
        byte[] changed = tar.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(changed.length);
            changed[at] = random.nextInt(3) > 0 ? telling[random.nextInt(telling.length)] : (byte) random.nextInt(256);
        }
        for (int at = 0; at < changed.length; at += 512) {
            if (changed[at + 257] == 'u' && changed[at + 258] == 's') {
                byte[] header = checksummed(Arrays.copyOfRange(changed, at, at + 512));
                System.arraycopy(header, 0, changed, at, 512);
            }
        }
        return changed;
    }
}
