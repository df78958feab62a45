package dev.slipway.audit.seal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// The lines of a file, one after the other, each of a length that memory has room for: what a stranger made to look
/// like a seal may be of any size.
final class Lines implements AutoCloseable {

    /// An item of the table has 400 KB, each byte of which takes at most six when it is written as JSON.
    static final int LONGEST = 6 * 400 * 1_024;

    private final InputStream bytes;
    private boolean whole = true;

    Lines(InputStream bytes) {
        this.bytes = new BufferedInputStream(bytes, 1 << 16);
    }

    /// The next line without its end; empty after the last.
    ///
    /// @throws IOException also for a line that is longer than any of ours
    Optional<byte[]> next() throws IOException {
        var line = new ByteArrayOutputStream(512);
        for (int b = bytes.read(); b >= 0; b = bytes.read()) {
            if (b == '\n') {
                return Optional.of(line.toByteArray());
            }
            if (line.size() == LONGEST) {
                throw new IOException("a line of it is longer than any of the registry's");
            }
            line.write(b);
        }
        if (line.size() == 0) {
            return Optional.empty();
        }
        whole = false;
        return Optional.of(line.toByteArray());
    }

    /// Whether the last line that was given had an end.
    boolean whole() {
        return whole;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
