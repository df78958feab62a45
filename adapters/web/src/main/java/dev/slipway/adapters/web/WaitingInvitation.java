package dev.slipway.adapters.web;

import dev.slipway.access.Role;
import dev.slipway.access.TeamName;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.List;

/// An invitation that waits for the viewer's answer.
///
/// @param id the invitation's
/// @param teams those that come with it
/// @param pool whether a place in the Pool does
/// @param address that was invited, one of the viewer's
public record WaitingInvitation(
        String id,
        OrgSlug org,
        String orgName,
        Role role,
        List<TeamName> teams,
        boolean pool,
        Handle invitedBy,
        Email address,
        Instant until) {

    public WaitingInvitation {
        teams = List.copyOf(teams);
    }
}
