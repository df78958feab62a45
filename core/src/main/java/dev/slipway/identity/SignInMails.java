package dev.slipway.identity;

import dev.slipway.kernel.Email;
import dev.slipway.kernel.Posted;
import java.net.URI;
import java.time.Instant;

/// Sends the mail that signs somebody in.
public interface SignInMails {

    /// @param link what they open; it holds the secret, and nobody else may see it
    /// @param until when the link stops working
    /// @param client what asked for it, so that somebody who didn't ask can tell
    Posted send(Email to, URI link, Instant until, String client);
}
