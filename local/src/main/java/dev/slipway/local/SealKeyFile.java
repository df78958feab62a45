package dev.slipway.local;

import dev.slipway.local.loopback.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/// The key that seals are signed with on this machine, in a file that its owner alone may read, and its public half in
/// another, for `./slipway verify-audit`.
///
/// @param path of the pair
public record SealKeyFile(Path path) {

    static final String PAIR = "seal-key.pem";
    static final String PUBLIC = "seal-public.pem";

    /// The key in a folder; made if there is none.
    public static SealKeyFile in(Path folder) {
        var pair = folder.resolve(PAIR);
        try {
            if (Files.notExists(pair)) {
                var generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                var made = generator.generateKeyPair();
                var shown = pem("PUBLIC KEY", made.getPublic().getEncoded());
                Files.writeString(folder.resolve(PUBLIC), shown);
                OwnerOnly.write(pair, pem("PRIVATE KEY", made.getPrivate().getEncoded()) + shown);
            }
            return new SealKeyFile(pair);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has the curve P-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pem(String what, byte[] encoded) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                + "\n-----END " + what + "-----\n";
    }
}
