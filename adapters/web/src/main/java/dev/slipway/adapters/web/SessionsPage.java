package dev.slipway.adapters.web;

import dev.slipway.access.Sighting;
import dev.slipway.access.TokenId;
import dev.slipway.identity.IdentityId;
import dev.slipway.kernel.Email;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// `GET /console/sessions`: where the viewer is signed in, and how they can.
///
/// Forms: `POST /console/sessions` with `act` `end` (`session`, its id), `end-others`, `unlink` (`identity`, its id;
/// none for the last way in); for each provider that isn't
/// linked yet `POST /sign-in/with/{provider}` (`returnTo` = this page).
///
/// @param addresses the viewer's, all verified
/// @param linked the viewer's identities at providers
/// @param linkable the providers that don't yet
public record SessionsPage(
        Chrome frame,
        List<Row> sessions,
        Optional<String> next,
        List<Email> addresses,
        List<Linked> linked,
        List<Provider> linkable)
        implements Page {

    public SessionsPage {
        sessions = List.copyOf(sessions);
        addresses = List.copyOf(addresses);
        linked = List.copyOf(linked);
        linkable = List.copyOf(linkable);
    }

    /// @param provider as its button says
    public record Linked(IdentityId id, String provider, Instant since) {}

    /// Whether an identity can be taken away without locking the viewer out.
    public boolean unlinkable() {
        return !addresses.isEmpty() || linked.size() > 1;
    }

    /// @param device such as `Firefox on Linux`
    /// @param means how it began, as a person says it: `mail`, `GitHub`
    /// @param current whether it is this browser
    public record Row(
            TokenId id,
            String device,
            String means,
            Instant since,
            Optional<Sighting> lastSeen,
            Instant until,
            boolean current) {}
}
