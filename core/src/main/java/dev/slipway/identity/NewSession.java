package dev.slipway.identity;

import dev.slipway.access.Credential;
import dev.slipway.access.TokenHash;
import dev.slipway.audit.AuditEntry;
import java.time.Duration;

/// A session that is about to begin, and the entry that says so.
public record NewSession(TokenHash hash, Credential credential, AuditEntry audit) {

    /// After so long somebody has to sign in again, however often they come.
    public static final Duration LIVES = Duration.ofDays(30);
}
