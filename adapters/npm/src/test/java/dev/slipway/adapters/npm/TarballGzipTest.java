package dev.slipway.adapters.npm;

import static dev.slipway.adapters.npm.TarballAnswers.refuses;
import static dev.slipway.adapters.npm.TarballAnswers.sound;
import static dev.slipway.adapters.npm.TarballBuilder.gzip;
import static dev.slipway.adapters.npm.TarballBuilder.npm;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.npm.TarballOpened.Flaw;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TarballGzipTest {

    private static final byte[] GOOD =
            npm("@acme/pad", "1.0.0").file("index.js", "module.exports = 1").build();

    @Test
    void no_bytes_at_all_are_no_gzip() {
        refuses(new byte[0], Flaw.NOT_GZIP, "not a gzip file");
    }

    @Test
    void text_a_zip_and_a_bare_tar_are_no_gzip() {
        refuses("<html>502 Bad Gateway</html>".getBytes(UTF_8), Flaw.NOT_GZIP, "npm pack");
        refuses(new byte[] {'P', 'K', 3, 4, 0, 0}, Flaw.NOT_GZIP);
        refuses(npm("pad", "1.0.0").tar(), Flaw.NOT_GZIP);
    }

    @Test
    void another_compression_in_a_gzip_header_is_no_gzip() {
        byte[] other = GOOD.clone();
        other[2] = 7;

        refuses(other, Flaw.NOT_GZIP);
    }

    @Test
    void a_gzip_of_something_else_is_no_tar() {
        refuses(gzip("hello ".repeat(1000).getBytes(UTF_8)), Flaw.NOT_TAR, "does not hold a tar");
        refuses(gzip(GOOD), Flaw.TRUNCATED);
        refuses(gzip(Arrays.copyOf(GOOD, 4096)), Flaw.NOT_TAR);
    }

    @Test
    void a_cut_header_and_a_cut_trailer_are_told_from_other_files() {
        refuses(Arrays.copyOf(GOOD, 5), Flaw.TRUNCATED, "cut off");
        refuses(Arrays.copyOf(GOOD, GOOD.length / 2), Flaw.TRUNCATED, "whole file");
        refuses(Arrays.copyOf(GOOD, GOOD.length - 1), Flaw.TRUNCATED);
        refuses(Arrays.copyOf(GOOD, GOOD.length - 8), Flaw.TRUNCATED);
    }

    @Test
    void a_wrong_checksum_or_length_is_damage() {
        byte[] checksum = GOOD.clone();
        checksum[GOOD.length - 8]++;
        byte[] length = GOOD.clone();
        length[GOOD.length - 1]++;

        refuses(checksum, Flaw.CORRUPT, "damaged", "Send it again");
        refuses(length, Flaw.CORRUPT);
    }

    @Test
    void a_checksum_of_the_gzip_header_is_refused_since_it_would_go_unchecked() {
        byte[] checked = with(Arrays.copyOf(GOOD, 10), with(new byte[2], Arrays.copyOfRange(GOOD, 10, GOOD.length)));
        checked[3] = 2;

        refuses(checked, Flaw.CORRUPT, "damaged");
    }

    @Test
    void an_empty_gzip_holds_no_archive() {
        refuses(gzip(new byte[0]), Flaw.TRUNCATED, "end mark");
    }

    @Test
    void anything_after_the_gzip_stream_is_refused() {
        refuses(with(GOOD, new byte[1]), Flaw.TRAILING_DATA, "after the end");
        refuses(with(GOOD, "PK".getBytes(UTF_8)), Flaw.TRAILING_DATA);
        refuses(with(GOOD, GOOD), Flaw.TRAILING_DATA, "after the end");
    }

    @Test
    void a_tarball_in_two_gzip_streams_is_refused() {
        byte[] tar = npm("pad", "1.0.0").file("a", "a").tar();
        byte[] first = gzip(Arrays.copyOf(tar, 1024));
        byte[] rest = gzip(Arrays.copyOfRange(tar, 1024, tar.length));

        refuses(with(first, rest), Flaw.TRAILING_DATA);
    }

    @Test
    void a_gzip_with_a_file_name_in_it_is_sound() {
        byte[] named = new byte[GOOD.length + 8];
        System.arraycopy(GOOD, 0, named, 0, 10);
        named[3] = 8;
        System.arraycopy("pad.tar\0".getBytes(UTF_8), 0, named, 10, 8);
        System.arraycopy(GOOD, 10, named, 18, GOOD.length - 10);

        assertThat(sound(named).fileCount()).isEqualTo(2);
    }

    @Test
    void an_archive_without_end_mark_is_cut_off() {
        refuses(npm("pad", "1.0.0").end(new byte[0]).build(), Flaw.TRUNCATED, "end mark");
        refuses(npm("pad", "1.0.0").end(new byte[511]).build(), Flaw.TRUNCATED, "end mark");
    }

    @Test
    void every_cut_through_the_archive_itself_is_noticed() {
        byte[] tar = npm("pad", "1.0.0")
                .pax("comment=x")
                .file("a.js", "x".repeat(600))
                .tar();
        int ending = tar.length - 1024;

        for (int length = 0; length < tar.length; length += 64) {
            byte[] cut = gzip(Arrays.copyOf(tar, length));
            if (length < ending + 512) {
                refuses(cut, Flaw.TRUNCATED, "npm pack");
            } else {
                sound(cut);
            }
        }
    }

    private static byte[] with(byte[] front, byte[] back) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(front);
        both.writeBytes(back);
        return both.toByteArray();
    }
}
