package dev.slipway.adapters.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;

/// A file that pages load. Its name says what is in it, so browsers keep it for good.
public final class Asset {

    private static final int HASH_BYTES = 8;

    private final String contentType;
    private final byte[] bytes;
    private final String fileName;
    private final Pattern names;

    private Asset(String base, String extension, String contentType, byte[] bytes) {
        this.contentType = contentType;
        this.bytes = bytes;
        this.fileName = base + "-" + hash(bytes) + "." + extension;
        this.names = Pattern.compile(base + "-[0-9a-f]{" + 2 * HASH_BYTES + "}\\." + extension);
    }

    static Asset read(String base, String extension, String contentType) {
        try (var stream = Objects.requireNonNull(Asset.class.getResourceAsStream(base + "." + extension))) {
            return new Asset(base, extension, contentType, stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where it is, for a page.
    public String path() {
        return "/assets/" + fileName;
    }

    String contentType() {
        return contentType;
    }

    byte[] bytes() {
        return bytes;
    }

    String fileName() {
        return fileName;
    }

    boolean answersTo(String name) {
        return names.matcher(name).matches();
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
