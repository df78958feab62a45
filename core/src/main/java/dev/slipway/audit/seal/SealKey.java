package dev.slipway.audit.seal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// The public half of a key that seals are signed with: on the curve P-256, in the form that KMS and OpenSSL give it
/// (SubjectPublicKeyInfo).
public final class SealKey {

    /// What every key on P-256 begins with in that form: what it is, and that its point is not compressed.
    private static final byte[] P256 =
            HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

    private static final int LENGTH = P256.length + 64;

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]*)-----END PUBLIC KEY-----");

    private final PublicKey key;
    private final String fingerprint;

    private SealKey(PublicKey key, String fingerprint) {
        this.key = key;
        this.fingerprint = fingerprint;
    }

    /// @throws IllegalArgumentException if it is no key on P-256
    public static SealKey of(byte[] encoded) {
        if (encoded.length != LENGTH || !Arrays.equals(P256, Arrays.copyOf(encoded, P256.length))) {
            throw new IllegalArgumentException("it is no public key on the curve P-256");
        }
        try {
            var key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
            return new SealKey(key, "sha256:" + Sha256.of(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("it is no public key on the curve P-256", e);
        }
    }

    /// The first public key in a text.
    ///
    /// @return empty if there is none
    /// @throws IllegalArgumentException if it is none on P-256
    public static Optional<SealKey> find(String pem) {
        return Optional.of(PEM.matcher(pem))
                .filter(matcher -> matcher.find())
                .map(matcher -> of(Base64.getMimeDecoder().decode(matcher.group(1))));
    }

    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /// What a seal calls it, so that nobody has to be believed as to which key it was: `sha256:` and the digest of its
    /// bytes.
    public String fingerprint() {
        return fingerprint;
    }

    /// Whether this is its signature of the text: ECDSA with SHA-256, in DER.
    public boolean signed(byte[] text, byte[] signature) {
        try {
            var check = Signature.getInstance("SHA256withECDSA");
            check.initVerify(key);
            check.update(text);
            return check.verify(signature);
        } catch (SignatureException _) {
            // It isn't even the form of one.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has ECDSA", e);
        }
    }
}
