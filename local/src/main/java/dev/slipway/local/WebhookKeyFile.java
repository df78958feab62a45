package dev.slipway.local;

import dev.slipway.local.loopback.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The key that the secrets of webhooks are derived from, in a file that its owner alone may read: receivers that were
/// set up once go on at the next start.
record WebhookKeyFile(Path path) {

    /// The key that was kept; keeps a new one if there is none yet.
    String read() {
        try {
            if (Files.notExists(path)) {
                OwnerOnly.write(path, draw() + "\n");
            }
            return Files.readString(path).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// 256 random bits.
    static String draw() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
