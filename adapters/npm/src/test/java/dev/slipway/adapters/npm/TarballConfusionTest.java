package dev.slipway.adapters.npm;

import static dev.slipway.adapters.npm.TarballAnswers.refuses;
import static dev.slipway.adapters.npm.TarballAnswers.sound;
import static dev.slipway.adapters.npm.TarballBuilder.checksummed;
import static dev.slipway.adapters.npm.TarballBuilder.header;
import static dev.slipway.adapters.npm.TarballBuilder.npm;
import static dev.slipway.adapters.npm.TarballBuilder.put;

import dev.slipway.adapters.npm.TarballOpened.Flaw;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Archives that one client reads in one way and another in another, so that what was checked is not what is installed.
@DisplayNameGeneration(ReplaceUnderscores.class)
class TarballConfusionTest {

    private static final byte[] NOTHING = {};
    private static final byte[] X = {'x'};

    /// A whole entry, to be hidden where only some clients look.
    private static final byte[] EVIL = TarballBuilder.empty()
            .file("package.json", "{\"name\":\"evil\"}")
            .end(NOTHING)
            .tar();

    @Test
    void a_header_with_a_wrong_checksum_is_refused() {
        byte[] header = header('0', "package/a", "", EVIL.length);
        header[0]++;

        refuses(npm("pad", "1.0.0").raw(header).raw(EVIL).build(), Flaw.NOT_TAR, "damaged header at byte 1024");
    }

    @Test
    void a_checksum_of_signed_bytes_is_refused() {
        byte[] header = header('0', "package/é", "", 0);
        int signed = 0;
        for (int i = 0; i < 512; i++) {
            signed += i >= 148 && i < 156 ? ' ' : header[i];
        }
        put(header, 148, 8, "%06o\0 ".formatted(signed));

        refuses(npm("pad", "1.0.0").raw(header).build(), Flaw.NOT_TAR, "damaged header");
    }

    @Test
    void a_file_that_names_a_link_target_is_refused_since_npm_reads_its_content_as_headers() {
        refuses(
                npm("pad", "1.0.0").entry('0', "package/a", "b", EVIL).build(),
                Flaw.UNSUPPORTED_ENTRY,
                "\"package/a\"",
                "names a target");
        refuses(
                npm("pad", "1.0.0")
                        .pax("linkpath=b")
                        .entry('0', "package/a", "", EVIL)
                        .build(),
                Flaw.UNSUPPORTED_ENTRY,
                "names a target");
    }

    @Test
    void a_folder_or_link_with_content_is_refused_since_npm_reads_it_as_headers() {
        refuses(npm("pad", "1.0.0").entry('5', "package/a/", "", EVIL).build(), Flaw.UNSUPPORTED_ENTRY, "has content");
        refuses(npm("pad", "1.0.0").entry('0', "package/a/", "", EVIL).build(), Flaw.UNSAFE_PATH);
        refuses(npm("pad", "1.0.0").entry('2', "package/a", "b", EVIL).build(), Flaw.UNSUPPORTED_ENTRY, "has content");
        refuses(
                npm("pad", "1.0.0")
                        .pax("size=" + EVIL.length)
                        .entry('5', "package/a/", "", NOTHING)
                        .raw(EVIL)
                        .build(),
                Flaw.UNSUPPORTED_ENTRY,
                "has content");
    }

    @Test
    void an_entry_hidden_behind_a_block_of_zeros_is_refused() {
        refuses(
                npm("pad", "1.0.0").raw(new byte[512]).raw(EVIL).build(),
                Flaw.TRAILING_DATA,
                "after the end of its archive");
        refuses(npm("pad", "1.0.0").raw(new byte[1024]).raw(EVIL).build(), Flaw.TRAILING_DATA);
        refuses(npm("pad", "1.0.0").raw(new byte[1024]).raw(X).build(), Flaw.TRAILING_DATA);
    }

    @Test
    void zeros_after_the_end_are_padding() {
        sound(npm("pad", "1.0.0").end(new byte[512]).build());
        sound(npm("pad", "1.0.0").end(new byte[10_240]).build());
        sound(npm("pad", "1.0.0").end(new byte[10_241]).build());
    }

    @ParameterizedTest
    @ValueSource(chars = {'3', '4', '6', '7', 'S', 'D', 'M', 'N', 'V', 'X', 'A', 'Z', '\u00ff'})
    void devices_pipes_sparse_files_and_unknown_types_are_refused(char type) {
        refuses(
                npm("pad", "1.0.0").entry(type, "package/odd", "", NOTHING).build(),
                Flaw.UNSUPPORTED_ENTRY,
                "\"package/odd\"");
    }

    @Test
    void a_number_that_clients_read_differently_is_refused() {
        byte[] spaces = checksummed(put(header('0', "package/a", "", 1), 124, 12, "          1 "));
        byte[] inside = checksummed(put(header('0', "package/a", "", 1), 124, 12, "00000 00001"));
        byte[] unended = checksummed(put(header('0', "package/a", "", 1), 124, 12, "000000000001"));
        byte[] letters = checksummed(put(header('0', "package/a", "", 1), 124, 12, "0000000000x"));

        for (byte[] header : new byte[][] {spaces, inside, unended, letters}) {
            refuses(npm("pad", "1.0.0").raw(header).content(X).build(), Flaw.NOT_TAR, "damaged header");
        }
    }

    @Test
    void a_header_without_the_ustar_mark_is_refused() {
        byte[] v7 = checksummed(put(header('0', "package/a", "", 0), 257, 8, ""));

        refuses(npm("pad", "1.0.0").raw(v7).build(), Flaw.UNSUPPORTED_ENTRY, "\"package/a\"", "pnpm");
    }

    @Test
    void a_gnu_header_is_sound_but_not_with_a_prefix() {
        byte[] gnu = checksummed(put(header('0', "package/a", "", 0), 257, 8, "ustar  \0"));
        byte[] dump = put(header('0', "package/a", "", 0), 257, 8, "ustar  \0");
        checksummed(put(dump, 345, 12, "14700000000"));

        sound(npm("pad", "1.0.0").raw(gnu).build());
        refuses(npm("pad", "1.0.0").raw(dump).build(), Flaw.UNSUPPORTED_ENTRY, "incremental");
    }

    @Test
    void a_prefix_that_star_reads_as_two_fields_is_refused() {
        byte[] star = header('0', "b", "", 0);
        put(star, 345, 155, "package/" + "p".repeat(140));
        star[508] = 't';
        star[509] = 'a';
        star[510] = 'r';

        refuses(npm("pad", "1.0.0").raw(checksummed(star)).build(), Flaw.UNSUPPORTED_ENTRY, "another to others");
    }

    @Test
    void junk_after_the_end_of_a_name_is_refused_since_npm_takes_it_for_a_part_of_the_name() {
        byte[] name = header('0', "package/a", "", 0);
        put(name, 20, 4, "\nabc");
        byte[] link = header('2', "package/a", "b", 0);
        link[250] = '\n';
        byte[] prefix = header('0', "a", "", 0);
        put(prefix, 345, 20, "package\0\nx");

        for (byte[] header : new byte[][] {name, link, prefix}) {
            refuses(npm("pad", "1.0.0").raw(checksummed(header)).build(), Flaw.NOT_TAR, "damaged header");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 108, 116, 136, 329, 337, 476, 488})
    void a_number_that_is_none_to_npm_is_refused_since_npm_reads_the_content_as_headers(int at) {
        byte[] unmarked = header('0', "package/a", "", EVIL.length);
        unmarked[at] = (byte) 0xfe;
        byte[] huge = header('0', "package/a", "", EVIL.length);
        put(huge, at, 8, "");
        huge[at] = (byte) 0x80;
        huge[at + 1] = 0x20;

        for (byte[] header : new byte[][] {unmarked, huge}) {
            refuses(npm("pad", "1.0.0").raw(checksummed(header)).raw(EVIL).build(), Flaw.NOT_TAR, "damaged header");
        }
    }

    @Test
    void a_long_prefix_reaches_over_the_times_that_a_short_one_leaves_room_for() {
        byte[] header = header('0', "a", "", 0);
        put(header, 345, 155, "package/" + "é".repeat(73));

        sound(npm("pad", "1.0.0").raw(checksummed(header)).build());
    }

    @Test
    void times_behind_a_short_prefix_as_npm_writes_them_are_sound() {
        byte[] header = header('0', "a", "", 0);
        put(header, 345, 130, "package/lib");
        put(header, 476, 12, "14700000000");
        put(header, 488, 12, "14700000000");

        sound(npm("pad", "1.0.0").raw(checksummed(header)).build());
    }

    @Test
    void a_user_id_in_base_256_is_sound() {
        byte[] header = header('0', "package/a", "", 0);
        put(header, 108, 8, "\0\0\0\0pabc");
        header[108] = (byte) 0x80;

        sound(npm("pad", "1.0.0").raw(checksummed(header)).build());
    }
}
