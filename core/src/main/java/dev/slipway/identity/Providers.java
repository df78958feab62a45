package dev.slipway.identity;

import dev.slipway.access.Means;
import java.net.URI;
import java.util.List;

/// The other places where people can prove who they are, as the deployment configures them.
public interface Providers {

    /// Those that are configured, in the order that a page shows them.
    List<Offer> offered();

    /// @param displayName for the button, such as `GitHub`
    /// @param issuer what identities are known by that come from there
    record Offer(ProviderName name, String displayName, String issuer) {

        /// What sessions remember that came this way.
        public Means means() {
            return Means.of(name.value(), issuer);
        }
    }

    /// Where the browser goes. By the authorization code flow with PKCE
    /// ([RFC 7636](https://www.rfc-editor.org/rfc/rfc7636), S256).
    ///
    /// @param callback where it comes back to
    /// @param state comes back with it
    /// @param nonce stands in the ID token
    /// @param verifier the code can be spent only with it: 43 to 128 characters, kept by the browser
    Departure authorization(ProviderName name, URI callback, String state, String nonce, String verifier);

    /// Whether somebody can go there.
    sealed interface Departure {

        /// @param uri the provider's own page
        record To(URI uri) implements Departure {}

        record NotOffered() implements Departure {}

        /// The provider could not be asked where its page is; another try may work.
        ///
        /// @param reason for the log
        record Unreachable(String reason) implements Departure {}
    }

    /// Spends the code that the browser came back with.
    Answer redeem(ProviderName name, URI callback, String code, String nonce, String verifier);

    /// What the provider said.
    sealed interface Answer {

        record Proved(Identity identity) implements Answer {}

        /// The code, the token or what stands in it is not what it must be.
        ///
        /// @param reason for the log, without secrets
        record Rejected(String reason) implements Answer {}

        /// The provider could not be reached or broke; another try may work.
        record Unreachable(String reason) implements Answer {}
    }
}
