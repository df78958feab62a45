package dev.slipway.local.gateway;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/// The bytes of one event or result, on their way in or out of a function.
///
/// Like [java.io.ByteArrayOutputStream], but it lets its bytes be read in place, since they are copied often enough
/// between a socket and a handler, and it stops keeping them once they are past the limit.
public final class Payload extends OutputStream {
    private static final int START = 2048;

    private final int limit;
    private byte[] bytes;
    private int size;
    private boolean overflowed;

    Payload(int expected, int limit) {
        this(new byte[Math.max(START, Math.min(expected, limit))], 0, limit);
    }

    private Payload(byte[] bytes, int size, int limit) {
        this.bytes = bytes;
        this.size = size;
        this.limit = limit;
        this.overflowed = size > limit;
    }

    /// A payload of these very bytes, not of a copy.
    static Payload of(byte[] bytes, int limit) {
        return new Payload(bytes, bytes.length, limit);
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        if (length > limit - size) {
            overflowed = true;
            return;
        }
        if (length > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.min(limit, Math.max(size + length, bytes.length * 2)));
        }
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    /// A copy of the bytes.
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    InputStream reader() {
        return new ByteArrayInputStream(bytes, 0, size);
    }

    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    boolean overflowed() {
        return overflowed;
    }
}
