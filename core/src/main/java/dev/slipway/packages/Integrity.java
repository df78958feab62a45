package dev.slipway.packages;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/// What the server computed over a tarball's bytes; what a client claims is compared with it, and never stored.
///
/// @param sha512 as in [Subresource Integrity](https://www.w3.org/TR/SRI/): `sha512-` and base64
/// @param sha1 40 hexadecimal digits, npm's older `shasum`
public record Integrity(String sha512, String sha1) {

    public static Integrity of(byte[] tarball) {
        return new Integrity(
                "sha512-" + Base64.getEncoder().encodeToString(digest("SHA-512", tarball)),
                HexFormat.of().formatHex(digest("SHA-1", tarball)));
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
