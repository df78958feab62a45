package dev.slipway.adapters.npm;

import static dev.slipway.adapters.npm.TarballAnswers.refuses;
import static dev.slipway.adapters.npm.TarballAnswers.sound;
import static dev.slipway.adapters.npm.TarballBuilder.gzip;
import static dev.slipway.adapters.npm.TarballBuilder.header;
import static dev.slipway.adapters.npm.TarballBuilder.npm;
import static dev.slipway.adapters.npm.TarballBuilder.paxRecord;
import static dev.slipway.adapters.npm.TarballBuilder.put;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.npm.TarballOpened.Flaw;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(20)
class TarballBombTest {

    private static final long MIB = 1 << 20;

    @Test
    void a_size_of_ten_gigabytes_is_refused_before_any_of_it_is_read() {
        var pax = npm("pad", "1.0.0").pax("size=10000000000").raw(header('0', "package/big", "", 0));
        byte[] base256 = header('0', "package/big", "", 0);
        put(base256, 124, 12, "");
        base256[124] = (byte) 0x80;
        base256[131] = 2;
        var gnu = npm("pad", "1.0.0").raw(TarballBuilder.checksummed(base256));
        var octal = npm("pad", "1.0.0").raw(header('0', "package/big", "", 8L << 30));

        refuses(pax.build(), Flaw.TOO_LARGE_UNPACKED, "\"package/big\"", "10000000000");
        refuses(gnu.build(), Flaw.TOO_LARGE_UNPACKED, "\"package/big\"");
        refuses(
                npm("pad", "1.0.0")
                        .raw(header('0', "package/big", "", (8L << 30) - 1))
                        .build(),
                Flaw.TOO_LARGE_UNPACKED);
        refuses(octal.build(), Flaw.NOT_TAR);
    }

    @Test
    void a_size_near_the_end_of_numbers_does_not_overflow() {
        var tarball = npm("pad", "1.0.0").pax("size=999999999999999999").raw(header('0', "package/big", "", 0));

        refuses(tarball.build(), Flaw.TOO_LARGE_UNPACKED);
        refuses(
                npm("pad", "1.0.0")
                        .pax("size=9223372036854775807")
                        .file("a", "a")
                        .build(),
                Flaw.NOT_TAR);
    }

    @Test
    void three_hundred_megabytes_of_zeros_stop_at_the_bound() throws IOException {
        byte[] bomb = zeros(npm("pad", "1.0.0").tar(), 300 * MIB);

        refuses(bomb, Flaw.TOO_LARGE_UNPACKED, "268435456");
    }

    @Test
    void a_file_that_packs_to_less_than_a_thousandth_is_refused_like_npm_does() throws IOException {
        byte[] bomb = zeros(header('0', "package/zeros", "", 20 * MIB), 20 * MIB);

        assertThat(20 * MIB / bomb.length).isGreaterThan(1_000);
        refuses(bomb, Flaw.TOO_LARGE_UNPACKED, "1000 times");
    }

    @Test
    void a_bomb_gzipped_twice_is_no_archive() throws IOException {
        refuses(gzip(zeros(new byte[0], 64 * MIB)), Flaw.NOT_TAR);
    }

    @Test
    void one_entry_more_than_the_limit_is_refused_whatever_its_kind() {
        var limits = new TarballLimits(MIB, 1_000, 3, 1 << 20, 1_024, 64 << 10);
        var three = npm("pad", "1.0.0").file("a", "a").file("b", "b");

        assertThat(new TarballOpener(limits).open(three.build())).isInstanceOf(TarballOpened.Sound.class);
        refuses(
                limits,
                three.entry('5', "package/c/", "", new byte[0]).build(),
                Flaw.TOO_MANY_FILES,
                "more than 3 entries");
    }

    @Test
    void fifty_thousand_files_are_sound_and_one_more_is_not() {
        var tarball = npm("pad", "1.0.0");
        for (int i = 1; i < 50_000; i++) {
            tarball.raw(header('0', "package/" + Integer.toHexString(i * 0x9E3779B1), "", 0));
        }

        assertThat(sound(tarball.build()).fileCount()).isEqualTo(50_000);
        refuses(tarball.file("one-more", "").build(), Flaw.TOO_MANY_FILES, "50000");
    }

    @Test
    void a_pax_header_or_long_name_over_the_limit_is_refused_before_it_is_read() {
        byte[] most = paxRecord("comment=" + "x".repeat((64 << 10) - 15)).getBytes(UTF_8);
        byte[] more = paxRecord("comment=" + "x".repeat((64 << 10) - 14)).getBytes(UTF_8);

        assertThat(most).hasSize(64 << 10);
        sound(npm("pad", "1.0.0").entry('x', "x", "", most).file("a", "a").build());
        refuses(
                npm("pad", "1.0.0").entry('x', "x", "", more).file("a", "a").build(),
                Flaw.UNSUPPORTED_ENTRY,
                "65537 bytes");
        refuses(
                npm("pad", "1.0.0").raw(header('L', "L", "", 200 * MIB)).build(),
                Flaw.UNSUPPORTED_ENTRY,
                "209715200 bytes");
    }

    @Test
    void a_pax_header_of_more_records_than_archivers_write_is_refused() {
        var records = IntStream.range(0, 65).mapToObj(i -> i + "=").toArray(String[]::new);

        sound(npm("pad", "1.0.0").pax(Arrays.copyOf(records, 64)).file("a", "a").build());
        refuses(npm("pad", "1.0.0").pax(records).file("a", "a").build(), Flaw.NOT_TAR);
    }

    @Test
    void a_hundred_thousand_headers_in_a_row_do_not_exhaust_the_stack() {
        byte[] body = Arrays.copyOf(paxRecord("comment=x").getBytes(UTF_8), 512);
        var tarball = TarballBuilder.empty();
        for (int i = 0; i < 100_000; i++) {
            tarball.raw(header('g', "g", "", 13)).raw(body);
        }

        refuses(tarball.build(), Flaw.UNSUPPORTED_ENTRY, "none is expected");
    }

    @Test
    void memory_does_not_grow_with_what_is_unpacked() {
        var random = new byte[(int) MIB];
        new Random(1).nextBytes(random);
        byte[] small = npm("pad", "1.0.0").file("a", random).build();
        var tarball = npm("pad", "1.0.0");
        for (int i = 0; i < 20; i++) {
            tarball.file("f" + i, random);
        }
        byte[] large = tarball.build();

        long little = allocated(small);
        assertThat(allocated(large) - little).isLessThan(4 * MIB);
    }

    private static long allocated(byte[] gzipped) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        sound(gzipped);
        long before = threads.getCurrentThreadAllocatedBytes();
        sound(gzipped);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static byte[] zeros(byte[] front, long count) throws IOException {
        var gzipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(gzipped, 1 << 16)) {
            gzip.write(front);
            byte[] block = new byte[(int) MIB];
            for (long i = 0; i < count; i += MIB) {
                gzip.write(block);
            }
        }
        return gzipped.toByteArray();
    }
}
