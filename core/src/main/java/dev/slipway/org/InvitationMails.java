package dev.slipway.org;

import dev.slipway.access.Role;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Posted;
import java.net.URI;
import java.time.Instant;

/// Sends invitations.
public interface InvitationMails {

    /// @param link what the recipient opens; it holds the secret, and nobody else may see it
    /// @param until when the link stops working
    record Letter(Email to, OrgSlug org, String orgName, Role role, Handle invitedBy, URI link, Instant until) {}

    Posted send(Letter letter);
}
