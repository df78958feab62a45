package dev.slipway.local.provider;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The codes that people were sent back with, and the tokens that came of them. A code is good for a minute, once, and
/// for whoever has the verifier that it was asked with: one that is shown with another is burnt.
final class Grants {

    private static final Duration CODE_LIVES = Duration.ofMinutes(1);
    private static final Duration TOKEN_LIVES = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final Map<String, Grant> codes = new ConcurrentHashMap<>();
    private final Map<String, Grant> tokens = new ConcurrentHashMap<>();

    Grants(InstantSource clock) {
        this.clock = clock;
    }

    /// What somebody agreed to.
    record Grant(Asked asked, Persona persona, Instant until) {}

    String code(Asked asked, Persona persona) {
        return keep(codes, asked, persona, CODE_LIVES);
    }

    String token(Grant grant) {
        return keep(tokens, grant.asked(), grant.persona(), TOKEN_LIVES);
    }

    /// Spends a code, whatever comes of it.
    Optional<Grant> spend(String code, String clientId, String redirectUri, String verifier) {
        return Optional.ofNullable(codes.remove(code))
                .filter(grant -> clock.instant().isBefore(grant.until()))
                .filter(grant -> grant.asked().clientId().equals(clientId))
                .filter(grant -> grant.asked().redirectUri().equals(redirectUri))
                .filter(grant -> grant.asked().challenge().equals(challenge(verifier)));
    }

    /// Whose an access token is.
    Optional<Grant> holder(String authorization) {
        var token = authorization.startsWith("Bearer ") ? authorization.substring("Bearer ".length()) : "";
        return Optional.ofNullable(tokens.get(token))
                .filter(grant -> clock.instant().isBefore(grant.until()));
    }

    private String keep(Map<String, Grant> where, Asked asked, Persona persona, Duration lives) {
        var now = clock.instant();
        where.values().removeIf(grant -> !now.isBefore(grant.until()));
        var secret = random();
        where.put(secret, new Grant(asked, persona, now.plus(lives)));
        return secret;
    }

    static String random() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
