package dev.slipway.org;

import dev.slipway.access.Role;
import dev.slipway.access.TeamName;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Posted;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/// Sends invitations.
public interface InvitationMails {

    /// @param teams those that the recipient is added to
    /// @param pool whether the recipient has a place in the Pool
    /// @param link what the recipient opens; it holds the secret, and nobody else may see it
    /// @param until when the link stops working
    record Letter(
            Email to,
            OrgSlug org,
            String orgName,
            Role role,
            List<TeamName> teams,
            boolean pool,
            Handle invitedBy,
            URI link,
            Instant until) {

        public Letter {
            teams = List.copyOf(teams);
        }
    }

    Posted send(Letter letter);
}
