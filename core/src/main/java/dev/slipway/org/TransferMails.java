package dev.slipway.org;

import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Posted;
import java.net.URI;
import java.time.Instant;

/// Sends what hands an organization over.
public interface TransferMails {

    /// @param link what the recipient opens; it holds the secret, and nobody else may see it
    /// @param until when the link stops working
    record Letter(Email to, OrgSlug org, String orgName, Handle from, URI link, Instant until) {}

    Posted send(Letter letter);
}
