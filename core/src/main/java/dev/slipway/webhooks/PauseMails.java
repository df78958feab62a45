package dev.slipway.webhooks;

import dev.slipway.kernel.Email;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Posted;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// Tells people that the registry has paused a webhook by itself.
public interface PauseMails {

    /// @param webhook where it sends to, without what may be secret
    /// @param failingSince empty if the receiver said that it is gone
    /// @param link to where it is resumed; it holds no secret
    record Letter(Email to, OrgSlug org, String webhook, Optional<Instant> failingSince, URI link) {}

    Posted send(Letter letter);
}
