package dev.slipway.adapters.web;

import dev.slipway.access.Principal;
import dev.slipway.kernel.Email;
import dev.slipway.org.CountInvitations;
import java.time.Instant;
import java.util.Collection;

/// The frame of every page with a navigation, for all functions: it holds the true number of invitations that wait for
/// the viewer. Ask for it when the page is sure to be shown: it is read from the table each time.
public final class Navigation {

    private final CountInvitations count;
    private final boolean billed;
    private final boolean webhooks;

    /// @param billed whether organizations pay for what they use
    /// @param webhooks whether they can be told of what happens in them
    public Navigation(CountInvitations count, boolean billed, boolean webhooks) {
        this.count = count;
        this.billed = billed;
        this.webhooks = webhooks;
    }

    /// @param form see [Frame#form]
    public Chrome chrome(Principal.Person viewer, Instant now, String form) {
        return frame(viewer, count.run(viewer, now), form);
    }

    /// As above, where the viewer's addresses were read for the page itself: that saves a round trip.
    public Chrome chrome(Principal.Person viewer, Collection<Email> addresses, Instant now, String form) {
        return frame(viewer, count.run(addresses, now), form);
    }

    private Chrome frame(Principal.Person viewer, int invitations, String form) {
        var frame = Chrome.of(viewer.handle(), invitations, form);
        return frame.offering(billed, webhooks);
    }
}
