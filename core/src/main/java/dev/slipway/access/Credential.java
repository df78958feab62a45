package dev.slipway.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// What is stored of a token: whose it is, what it allows, and until when.
///
/// @param name what people call it
/// @param prefix the first characters of the token, see [Token#prefix]
public record Credential(
        TokenId id,
        Principal principal,
        String name,
        Set<Scope> scopes,
        String prefix,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> revokedAt) {

    public Credential {
        scopes = Set.copyOf(scopes);
    }

    boolean expiredAt(Instant now) {
        return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
    }

    boolean revokedAt(Instant now) {
        return revokedAt.isPresent() && !now.isBefore(revokedAt.get());
    }
}
