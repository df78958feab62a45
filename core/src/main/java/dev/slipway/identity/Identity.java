package dev.slipway.identity;

import dev.slipway.access.TokenHash;
import dev.slipway.kernel.Email;
import java.util.Optional;

/// Somebody as a provider knows them. `issuer` and `subject` together never change hands
/// ([OpenID Connect Core, 5.7](https://openid.net/specs/openid-connect-core-1_0.html#ClaimStability)); a person is
/// known again by nothing else.
///
/// @param issuer the provider's URL
/// @param subject the provider's own id of the person, at most 255 characters
/// @param verifiedEmail an address of which the provider says that it is theirs; an unverified one isn't passed on
/// @param suggestedName a name to begin with when a handle is chosen
public record Identity(String issuer, String subject, Optional<Email> verifiedEmail, Optional<String> suggestedName) {

    public Identity {
        if (issuer.isBlank() || issuer.length() > 300 || subject.isBlank() || subject.length() > 255) {
            throw new IllegalArgumentException("the provider names nobody");
        }
    }

    /// What it is found by. A hash, since a subject may be 255 characters of anything.
    public TokenHash hash() {
        return TokenHash.of(issuer + "\n" + subject);
    }
}
