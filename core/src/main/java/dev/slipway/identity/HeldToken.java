package dev.slipway.identity;

import dev.slipway.access.Credential;
import dev.slipway.access.TokenHash;

/// A token among those of its holder.
public record HeldToken(TokenHash hash, Credential credential) {}
