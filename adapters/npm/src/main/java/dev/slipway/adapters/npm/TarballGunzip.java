package dev.slipway.adapters.npm;

import static dev.slipway.adapters.npm.TarballOpened.Flaw.CORRUPT;
import static dev.slipway.adapters.npm.TarballOpened.Flaw.NOT_GZIP;
import static dev.slipway.adapters.npm.TarballOpened.Flaw.TOO_LARGE_UNPACKED;
import static dev.slipway.adapters.npm.TarballOpened.Flaw.TRAILING_DATA;
import static dev.slipway.adapters.npm.TarballOpened.Flaw.TRUNCATED;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/// The unpacked bytes of one gzip stream (RFC 1952), checked against its CRC-32 and length, and counted against the
/// limits. It holds one buffer of them, whatever the tarball's size.
///
/// A gzip file may be several streams in a row. Node's zlib, and so npm, goes on to the second; other readers stop
/// at the first, and no packer makes such a file. It is refused, as is anything else behind the first stream.
///
/// Asking for bytes after the end is [TarballOpened.Flaw#TRUNCATED], until [#finish] has seen the end.
final class TarballGunzip extends InputStream {

    private static final int BUFFER = 64 << 10;

    private final ByteArrayInputStream gzipped;
    private final GzipCompressorInputStream gzip;
    private final TarballLimits limits;
    private final long bound;
    private final byte[] buffer;
    private int start;
    private int end;
    private long unpacked;
    private boolean ended;
    private boolean finished;

    TarballGunzip(byte[] gzipped, TarballLimits limits) {
        this.gzipped = new ByteArrayInputStream(gzipped);
        this.gzip = open(this.gzipped);
        this.limits = limits;
        this.bound = Math.min(limits.unpackedBytes(), (long) limits.ratio() * gzipped.length);
        this.buffer = new byte[Math.max(BUFFER, limits.metadataBytes())];
    }

    private static GzipCompressorInputStream open(InputStream gzipped) {
        try {
            var gzip =
                    GzipCompressorInputStream.builder().setInputStream(gzipped).get();
            // zlib, and so npm, checks the header's own checksum, commons-compress doesn't, and no packer writes one.
            if (gzip.getMetaData().getHeaderCRC()) {
                throw corrupt();
            }
            return gzip;
        } catch (EOFException _) {
            throw cut();
        } catch (IOException _) {
            throw new TarballRefused(
                    NOT_GZIP, "The tarball is not a gzip file. Make it with npm pack, and send the .tgz as it is.");
        }
    }

    /// The next `length` bytes, which stay to be read.
    ///
    /// @param length at most the limit of metadata
    byte[] peek(int length) {
        if (fill(length) < length) {
            throw stopped();
        }
        return Arrays.copyOfRange(buffer, start, start + length);
    }

    /// Reads on to the end, which must be all zeros: tar pads with them, to 10 KiB or more. Behind the first block
    /// of zeros node-tar reads on and others stop, so an entry hidden there would be seen by some clients only.
    void finish() {
        while (fill(1) > 0) {
            for (; start < end; start++) {
                if (buffer[start] != 0) {
                    throw new TarballRefused(
                            TRAILING_DATA,
                            "The tarball goes on after the end of its archive, and npm, pnpm and yarn do not agree on"
                                    + " what follows. Pack the folder again with npm pack.");
                }
            }
        }
        finished = true;
    }

    @Override
    public int read() {
        if (fill(1) == 0) {
            return atEnd();
        }
        return buffer[start++] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        int ready = Math.min(fill(1), length);
        if (ready == 0) {
            return atEnd();
        }
        System.arraycopy(buffer, start, into, offset, ready);
        start += ready;
        return ready;
    }

    @Override
    public void close() throws IOException {
        gzip.close();
    }

    /// Makes `wanted` bytes ready, or as many as there still are, and says how many are.
    private int fill(int wanted) {
        while (end - start < wanted && !ended) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
            int count = inflate();
            if (count < 0) {
                endOfStream();
            } else {
                end += count;
                unpacked += count;
                bounded();
            }
        }
        return end - start;
    }

    private int inflate() {
        try {
            return gzip.read(buffer, end, buffer.length - end);
        } catch (EOFException _) {
            throw cut();
        } catch (IOException _) {
            throw corrupt();
        }
    }

    private void endOfStream() {
        if (gzipped.available() > 0) {
            throw new TarballRefused(
                    TRAILING_DATA,
                    "The tarball goes on after the end of its gzip stream. Send the file as npm pack made it.");
        }
        ended = true;
    }

    private void bounded() {
        if (unpacked > limits.unpackedBytes()) {
            throw new TarballRefused(
                    TOO_LARGE_UNPACKED,
                    "The tarball unpacks to more than " + limits.unpackedBytes() + " bytes, the limit. Leave out what"
                            + " is not needed at run time with \"files\" in package.json, or split the package.");
        }
        if (unpacked > bound) {
            throw new TarballRefused(
                    TOO_LARGE_UNPACKED,
                    "The tarball unpacks to more than " + limits.ratio() + " times its size, where npm stops unpacking"
                            + " too. Leave out the file that is nearly all zeros.");
        }
    }

    private int atEnd() {
        if (finished) {
            return -1;
        }
        throw stopped();
    }

    private static TarballRefused corrupt() {
        return new TarballRefused(
                CORRUPT,
                "The tarball is damaged: its gzip data does not match its checksum. Send it again; if that does not"
                        + " help, pack the folder again with npm pack.");
    }

    private static TarballRefused cut() {
        return new TarballRefused(
                TRUNCATED, "The tarball is cut off: its gzip stream stops before its end. Send the whole file again.");
    }

    private static TarballRefused stopped() {
        return new TarballRefused(
                TRUNCATED,
                "The tarball is cut off: the archive in it stops before its end mark. Pack the folder again with npm"
                        + " pack.");
    }
}
