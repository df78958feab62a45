package dev.slipway.org;

import dev.slipway.access.Principal;
import dev.slipway.kernel.Email;
import java.time.Instant;
import java.util.Collection;

/// Counts the invitations that wait for somebody's answer, for the navigation of their pages: as many as
/// [ListMyInvitations] lists.
///
/// It is for whoever has been identified already, since a page is about to be shown to them, and costs less than the
/// list: two items and two round trips for somebody with one address whom nobody invites.
public final class CountInvitations {

    private final Invitations invitations;

    public CountInvitations(Invitations invitations) {
        this.invitations = invitations;
    }

    public int run(Principal.Person viewer, Instant now) {
        return run(invitations.findAddresses(viewer.id()), now);
    }

    /// @param addresses those that the viewer has proved to be theirs, where they were read for something else already
    public int run(Collection<Email> addresses, Instant now) {
        return invitations.countOpenTo(addresses, now);
    }
}
