package dev.slipway.org;

import dev.slipway.kernel.Email;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Posted;
import java.net.URI;
import java.util.Optional;

/// Tells people that a token was found where others could read it, and revoked.
public interface LeakMails {

    /// @param org whose token it was; empty for one of the recipient's own
    /// @param session whether it was no token that somebody made, but a browser's
    /// @param source where it was, as the finder says
    /// @param link to where a new one is made; it holds no secret
    record Letter(
            Email to,
            Optional<OrgSlug> org,
            String tokenName,
            String prefix,
            boolean session,
            String source,
            URI link) {}

    Posted send(Letter letter);
}
