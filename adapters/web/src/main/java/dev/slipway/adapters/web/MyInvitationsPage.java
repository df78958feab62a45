package dev.slipway.adapters.web;

import java.util.List;
import java.util.Optional;

/// `GET /console/invitations`: the invitations that wait for the viewer's answer.
///
/// Forms: `POST /console/invitations` with `act` `accept` or `decline` (`invitation`, `org`).
public record MyInvitationsPage(Chrome frame, List<WaitingInvitation> invitations, Optional<String> next)
        implements Page {

    public MyInvitationsPage {
        invitations = List.copyOf(invitations);
    }
}
