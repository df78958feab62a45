package dev.slipway.identity;

import dev.slipway.access.TokenHash;
import java.time.Instant;

/// An identity among those that lead to an account.
///
/// @param hash of issuer and subject: what it is found by when somebody signs in
/// @param issuer the provider's URL
/// @param linkedAt when it began to lead to the account
public record LinkedIdentity(IdentityId id, TokenHash hash, String issuer, Instant linkedAt) {

    static LinkedIdentity of(IdentityId id, Identity identity, Instant linkedAt) {
        return new LinkedIdentity(id, identity.hash(), identity.issuer(), linkedAt);
    }
}
