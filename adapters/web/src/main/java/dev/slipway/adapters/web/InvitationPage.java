package dev.slipway.adapters.web;

import dev.slipway.access.Role;
import dev.slipway.access.TeamName;
import dev.slipway.access.Token;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.List;

/// `GET /invitations/accept?token=`: the invitation behind the link. With a [Visitor] as its frame it offers to sign in
/// first, and to come back.
///
/// Forms: `POST /invitations/accept` with `act` `accept` or `decline` (`token`); only somebody signed in sees `accept`.
///
/// @param teams those that come with it
/// @param pool whether a place in the Pool does
public record InvitationPage(
        Frame frame,
        Token token,
        OrgSlug org,
        String orgName,
        Role role,
        List<TeamName> teams,
        boolean pool,
        Handle invitedBy,
        Email address,
        Instant until)
        implements Page {

    public InvitationPage {
        teams = List.copyOf(teams);
    }
}
