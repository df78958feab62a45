package dev.slipway.adapters.web;

import dev.slipway.access.Scope;
import dev.slipway.access.Token;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// `GET /login/approve?login=`: a command line asks to be let in as the viewer.
///
/// Forms: `POST /login/approve` with `act` `approve` or `deny` (`login`).
///
/// @param client what it calls itself
/// @param address where it asked from
/// @param scopes what its token will be able to do
/// @param tokenUntil when its token will stop working; empty for never
public record ApproveLoginPage(
        Viewer frame,
        Token login,
        String client,
        String address,
        Instant askedAt,
        Instant until,
        Set<Scope> scopes,
        Optional<Instant> tokenUntil)
        implements Page {

    public ApproveLoginPage {
        scopes = Set.copyOf(scopes);
    }
}
