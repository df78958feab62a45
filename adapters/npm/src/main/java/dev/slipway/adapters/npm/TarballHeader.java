package dev.slipway.adapters.npm;

import static dev.slipway.adapters.npm.TarballOpened.Flaw.NOT_TAR;
import static dev.slipway.adapters.npm.TarballOpened.Flaw.TOO_LARGE_UNPACKED;
import static dev.slipway.adapters.npm.TarballOpened.Flaw.UNSUPPORTED_ENTRY;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/// One 512-byte header of a tar archive (POSIX.1-2001 ustar, or GNU's), read in the one way that all clients share.
///
/// The clients differ wherever a header is odd: on a wrong checksum node-tar skips the header and takes the file's
/// content for headers, pnpm throws, commons-compress goes on. An archive made for that shows one `package.json` to
/// us and another to npm. So odd headers are refused, though each of them is readable to someone.
///
/// @param type the type flag, `'\0'` for old regular files included
/// @param name prefix and name joined; bytes that are no UTF-8 become U+FFFD, which [TarballPath] refuses
/// @param linkName empty if there is none
/// @param size as the header says; a pax header before it may say otherwise
record TarballHeader(char type, String name, String linkName, long size) {

    private static final int SIZE = 124;
    private static final int CHECKSUM = 148;
    private static final int TYPE = 156;
    private static final int LINK_NAME = 157;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;

    /// Mode, user, group, time of change, the device's two; and times of access and making behind a short prefix.
    private static final List<Numeral> NUMERALS = List.of(
            new Numeral(100, 8),
            new Numeral(108, 8),
            new Numeral(116, 8),
            new Numeral(136, 12),
            new Numeral(329, 8),
            new Numeral(337, 8),
            new Numeral(476, 12),
            new Numeral(488, 12));

    /// @param record 512 bytes
    /// @param at where in the archive they stand, for the sentence
    static TarballHeader read(byte[] record, long at) {
        if (octal(record, CHECKSUM, 8) != checksum(record)) {
            throw at == 0 ? notTar() : damaged(at);
        }
        String name = text(record, 0, 100, at);
        String prefix = prefix(record, at);
        switch (new String(record, MAGIC, 8, ISO_8859_1)) {
            case "ustar\00000" -> name = prefix.isEmpty() ? name : prefix + "/" + name;
            case "ustar  \0" -> gnu(name, prefix);
            default -> throw odd(name, "is in the tar format from before ustar, which pnpm does not read");
        }
        numerals(record, at);
        return new TarballHeader(
                (char) (record[TYPE] & 0xff), name, text(record, LINK_NAME, 100, at), size(record, name, at));
    }

    /// GNU's incremental dumps keep times where ustar has the prefix, and pnpm takes them for one.
    private static void gnu(String name, String prefix) {
        if (!prefix.isEmpty()) {
            throw odd(name, "is from an incremental GNU dump");
        }
    }

    /// None of these matters here. But where one is marked as base 256 and not a number that JavaScript can hold,
    /// node-tar skips the header, and takes the content for headers. User ids over two million are in base 256.
    private static void numerals(byte[] record, long at) {
        boolean longPrefix = record[PREFIX + 130] != 0;
        for (Numeral numeral : NUMERALS) {
            boolean large = (record[numeral.at] & 0x80) != 0;
            boolean fits =
                    record[numeral.at] == (byte) 0x80 && zeros(record, numeral.at + 1, numeral.at + numeral.length - 6);
            if (large && !fits && !(longPrefix && numeral.at > PREFIX)) {
                throw damaged(at);
            }
        }
    }

    private record Numeral(int at, int length) {}

    /// Whether this describes the next entry instead of being one.
    boolean isMetadata() {
        return type == 'x' || type == 'g' || type == 'L' || type == 'K';
    }

    private static long size(byte[] record, String name, long at) {
        if ((record[SIZE] & 0x80) != 0) {
            // Base 256, GNU's way to write what eleven octal digits can't. pnpm does not read it.
            throw new TarballRefused(
                    TOO_LARGE_UNPACKED,
                    "The entry " + TarballRefused.quoted(name) + " gives its size in a form meant for 8 GiB and more."
                            + " Leave it out of the package.");
        }
        long size = octal(record, SIZE, 12);
        if (size < 0) {
            throw damaged(at);
        }
        return size;
    }

    /// Digits, then spaces or NULs; -1 for anything else. Leading spaces, as in some old archives, are 0 to pnpm.
    private static long octal(byte[] record, int from, int length) {
        long value = 0;
        int at = from;
        for (; at < from + length && record[at] >= '0' && record[at] <= '7'; at++) {
            value = value << 3 | record[at] - '0';
        }
        if (at == from || at == from + length) {
            // Without a terminator node-tar reads on into the next field.
            return -1;
        }
        for (; at < from + length; at++) {
            if (record[at] != 0 && record[at] != ' ') {
                return -1;
            }
        }
        return value;
    }

    /// The sum of the unsigned bytes. The sum of signed ones, which some archivers of the eighties wrote and
    /// commons-compress accepts, is an invalid header to npm and pnpm.
    private static long checksum(byte[] record) {
        long sum = 0;
        for (int i = 0; i < record.length; i++) {
            sum += i >= CHECKSUM && i < TYPE ? ' ' : record[i] & 0xff;
        }
        return sum;
    }

    /// Up to the first NUL. Behind it must be nothing else: what follows a line feed there is still part of the name
    /// to node-tar.
    private static String text(byte[] record, int from, int length, long at) {
        int end = from;
        while (end < from + length && record[end] != 0) {
            end++;
        }
        if (!zeros(record, end, from + length)) {
            throw damaged(at);
        }
        return new String(record, from, end - from, UTF_8);
    }

    /// node-tar keeps two times in the last 25 bytes of a short prefix, when it isn't told to be portable.
    private static String prefix(byte[] record, long at) {
        return text(record, PREFIX, record[PREFIX + 130] == 0 ? 130 : 155, at);
    }

    private static boolean zeros(byte[] record, int from, int to) {
        for (int i = from; i < to; i++) {
            if (record[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static TarballRefused odd(String name, String fault) {
        return new TarballRefused(
                UNSUPPORTED_ENTRY,
                "The entry " + TarballRefused.quoted(name) + " " + fault + ". Pack the folder again with npm pack.");
    }

    private static TarballRefused notTar() {
        return new TarballRefused(
                NOT_TAR,
                "The gzip file does not hold a tar archive. Make it with npm pack, and send the .tgz as it is.");
    }

    private static TarballRefused damaged(long at) {
        return new TarballRefused(
                NOT_TAR,
                "The archive in the tarball has a damaged header at byte " + at + ". Pack the folder again with npm"
                        + " pack.");
    }
}
