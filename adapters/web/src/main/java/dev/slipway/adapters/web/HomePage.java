package dev.slipway.adapters.web;

import dev.slipway.access.Role;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Organization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// `GET /console`: the viewer's organizations, and the invitations that wait.
///
/// Forms: as on [MyInvitationsPage], for each invitation.
///
/// @param deleted organizations that the viewer may still restore
/// @param next the cursor of the next page of organizations
public record HomePage(
        Chrome frame,
        List<Row> organizations,
        List<WaitingInvitation> invitations,
        List<Deleted> deleted,
        Optional<String> next)
        implements Page {

    public HomePage {
        organizations = List.copyOf(organizations);
        invitations = List.copyOf(invitations);
        deleted = List.copyOf(deleted);
    }

    public record Row(OrgSlug slug, String name, Organization.Kind kind, Role role) {}

    /// @param until when it can't be restored any more
    public record Deleted(OrgSlug slug, String name, Instant until) {}
}
