package dev.slipway.adapters.oidc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// Proof that whoever spends a code is who asked for it: [RFC 7636](https://www.rfc-editor.org/rfc/rfc7636), S256.
final class Pkce {

    private Pkce() {}

    static Form challenge(Form form, String verifier) {
        return form.and("code_challenge", hashed(verifier)).and("code_challenge_method", "S256");
    }

    private static String hashed(String verifier) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
