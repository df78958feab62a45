package dev.slipway.org;

import dev.slipway.access.ServiceAccountName;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Posted;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// Tells people that a machine token ends.
public interface ExpiryMails {

    /// @param link to where machine tokens are managed; it holds no secret
    /// @param days until the end, by the calendar
    record Letter(
            Email to,
            OrgSlug org,
            String orgName,
            String tokenName,
            String prefix,
            Optional<ServiceAccountName> account,
            Optional<Handle> maker,
            Instant end,
            long days,
            URI link) {}

    Posted send(Letter letter);
}
