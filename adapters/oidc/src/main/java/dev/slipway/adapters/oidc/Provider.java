package dev.slipway.adapters.oidc;

import dev.slipway.identity.Identity;
import dev.slipway.identity.Providers.Offer;
import java.net.URI;

/// One place where people prove who they are.
interface Provider {

    Offer offer();

    /// Where the browser goes.
    ///
    /// @throws Outage if that can't be found out
    URI authorization(URI callback, String state, String nonce, String verifier);

    /// Whom the code is for.
    ///
    /// @throws Rejection if it is no good
    /// @throws Outage if that can't be found out
    Identity redeem(URI callback, String code, String nonce, String verifier);

    /// Finds out ahead what every sign-in needs.
    ///
    /// @throws Outage if that fails
    void prime();
}
