package dev.slipway.adapters.kms;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.slipway.audit.seal.SealKey;
import dev.slipway.audit.seal.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/// Signs with a key on the curve P-256 that stands in a file, the private half as PKCS #8 and the public one behind it,
/// both in PEM. It is for machines of which everybody who could write to the table could read the key as well: it shows
/// what KMS does, and proves nothing.
public final class KeyFileSigner implements Signer {

    private static final Pattern PRIVATE =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END PRIVATE KEY-----");

    private final PrivateKey secret;
    private final SealKey key;

    private KeyFileSigner(PrivateKey secret, SealKey key) {
        this.secret = secret;
        this.key = key;
    }

    /// @throws IllegalStateException if the file has no pair of keys
    public static KeyFileSigner read(Path file) {
        try {
            var pem = Files.readString(file, US_ASCII);
            var secret = PRIVATE.matcher(pem);
            var key = SealKey.find(pem);
            if (!secret.find() || key.isEmpty()) {
                throw new IllegalStateException(
                        file.getFileName() + " has no private key with its public one behind it");
            }
            var encoded = Base64.getMimeDecoder().decode(secret.group(1));
            var signer = new KeyFileSigner(
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded)), key.get());
            var tried = "tried".getBytes(US_ASCII);
            if (!key.get().signed(tried, signer.sign(tried))) {
                throw new IllegalStateException("the two keys in " + file.getFileName() + " are no pair");
            }
            return signer;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(file.getFileName() + " has no private key on the curve P-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public SealKey key() {
        return key;
    }

    @Override
    public byte[] sign(byte[] text) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(secret);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key can't sign", e);
        }
    }
}
