package dev.slipway.adapters.npm;

import static dev.slipway.adapters.npm.TarballAnswers.refuses;
import static dev.slipway.adapters.npm.TarballAnswers.sound;
import static dev.slipway.adapters.npm.TarballBuilder.header;
import static dev.slipway.adapters.npm.TarballBuilder.npm;
import static dev.slipway.adapters.npm.TarballBuilder.paxRecord;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.adapters.npm.TarballOpened.Flaw;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What stands before an entry and speaks of it: pax headers and GNU long names.
@DisplayNameGeneration(ReplaceUnderscores.class)
class TarballPaxTest {

    private static final byte[] NOTHING = {};
    private static final byte[] X = {'x'};

    @Test
    void the_size_of_a_pax_header_is_the_one_that_counts() {
        var tarball = npm("pad", "1.0.0")
                .pax("size=1000")
                .raw(header('0', "package/a", "", 0))
                .content(new byte[1000]);

        assertThat(sound(tarball.build()).unpackedBytes()).isEqualTo(32 + 1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xL", "Lx", "xx", "LL", "KK", "xK", "KLx", "gx", "Lg", "LKL"})
    void more_headers_before_an_entry_than_archivers_write_are_refused(String types) {
        var tarball = npm("pad", "1.0.0");
        for (int i = 0; i < types.length(); i++) {
            char type = types.charAt(i);
            byte[] body = (type == 'x' || type == 'g' ? paxRecord("comment=x") : "package/a\0").getBytes(UTF_8);
            tarball.entry(type, "meta", "", body);
        }

        refuses(tarball.entry('0', "package/b", "", X).build(), Flaw.UNSUPPORTED_ENTRY, "none is expected");
    }

    @Test
    void a_header_before_an_entry_that_npm_would_drop_is_refused() {
        byte[] name = "package/a\0".getBytes(UTF_8);

        refuses(
                npm("pad", "1.0.0")
                        .entry('L', "", "", name)
                        .entry('0', "package/b", "", X)
                        .build(),
                Flaw.UNSUPPORTED_ENTRY);
        refuses(
                npm("pad", "1.0.0")
                        .entry('L', "L", "x", name)
                        .entry('0', "package/b", "", X)
                        .build(),
                Flaw.UNSUPPORTED_ENTRY);
        refuses(
                npm("pad", "1.0.0")
                        .entry('x', "x", "", NOTHING)
                        .entry('0', "package/b", "", X)
                        .build(),
                Flaw.UNSUPPORTED_ENTRY);
    }

    @Test
    void a_header_with_no_entry_after_it_is_refused() {
        refuses(npm("pad", "1.0.0").pax("path=package/a").build(), Flaw.NOT_TAR, "no entry follows");
        refuses(npm("pad", "1.0.0").entry('L', "L", "", X).build(), Flaw.NOT_TAR, "no entry follows");
    }

    @Test
    void a_global_pax_header_may_open_the_archive_with_the_commit_and_say_nothing_else() {
        byte[] comment =
                paxRecord("comment=3f786850e387550fdab836ed7e6dc881de23001b").getBytes(UTF_8);
        byte[] path = paxRecord("path=package/package.json").getBytes(UTF_8);

        sound(TarballBuilder.empty()
                .entry('g', "pax_global_header", "", comment)
                .file("package.json", "{}")
                .build());
        refuses(
                TarballBuilder.empty().entry('g', "g", "", path).file("a", "{}").build(),
                Flaw.UNSUPPORTED_ENTRY,
                "global pax header");
        refuses(
                npm("pad", "1.0.0").entry('g', "g", "", comment).file("a", X).build(),
                Flaw.UNSUPPORTED_ENTRY,
                "none is expected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "41 comment=\n29 path=package/package.json\n",
                "030 path=package/package.json\n",
                "8 path=a\n",
                "99999 path=a\n",
                "99999999999 path=a\n",
                "10 path=ab",
                "10 path=abc",
                "10 path=a\n ",
                "10 =abcde\n",
                "10 abcdef\n",
                "8 path=\n",
                "8 size=\n",
                "10 size=x\n",
                "11 size=-1\n",
                "12 size=0x1\n",
                "12 size=1e3\n",
                "10 path=a\n10 path=b\n",
                " 10 path=a\n",
                "\n10 path=a\n",
                "-10 path=a\n",
                "x"
            })
    void a_pax_header_that_clients_split_or_count_differently_is_refused(String body) {
        refuses(
                npm("pad", "1.0.0")
                        .entry('x', "x", "", body.getBytes(UTF_8))
                        .entry('0', "package/a", "", X)
                        .build(),
                Flaw.NOT_TAR,
                "npm pack");
    }

    @Test
    void a_pax_header_with_times_owners_and_attributes_is_sound() {
        sound(npm("pad", "1.0.0")
                .pax(
                        "mtime=1700000000.123456789",
                        "atime=1700000000",
                        "uid=1234567890",
                        "gname=",
                        "uname=zoë",
                        "SCHILY.ino=12",
                        "LIBARCHIVE.xattr.com.apple.provenance=AQIAB2Fhvw",
                        "comment=a=b=c")
                .file("a", X)
                .build());
    }

    @Test
    void a_pax_time_that_is_no_number_is_refused() {
        refuses(npm("pad", "1.0.0").pax("mtime=soon").file("a", X).build(), Flaw.NOT_TAR, "malformed header");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GNU.sparse.major=1",
                "GNU.sparse.name=package/package.json",
                "SCHILY.realsize=99",
                "SCHILY.filetype=sparse"
            })
    void sparse_files_by_pax_are_refused(String record) {
        refuses(npm("pad", "1.0.0").pax(record).file("a", X).build(), Flaw.UNSUPPORTED_ENTRY, "sparse file");
    }
}
