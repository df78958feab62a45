package dev.slipway.adapters.web;

import dev.slipway.access.Token;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;

/// `GET /transfers/accept?token=`: an organization is handed to the viewer. With a [Visitor] as its frame it offers to
/// sign in first, and to come back.
///
/// Forms: `POST /transfers/accept` with `act` `accept` or `decline` (`token`), for somebody signed in.
///
/// @param to who is to have it
public record TransferPage(Frame frame, Token token, OrgSlug org, String orgName, Handle from, Handle to, Instant until)
        implements Page {}
