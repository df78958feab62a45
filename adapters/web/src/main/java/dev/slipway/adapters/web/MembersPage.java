package dev.slipway.adapters.web;

import dev.slipway.access.Role;
import dev.slipway.kernel.Handle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// `GET /console/organizations/{org}/members`.
///
/// Forms: `POST /console/organizations/{org}/members` with `act` `role` (`handle`, `role`), `remove` (`handle`),
/// `leave`. The transfer is revoked as on [OrganizationPage].
public record MembersPage(
        Chrome frame,
        OrganizationHead organization,
        List<Row> members,
        Optional<Seats> seats,
        Optional<PendingTransfer> transfer,
        Optional<String> next)
        implements Page {

    public MembersPage {
        members = List.copyOf(members);
    }

    /// @param lastActive to the hour; empty if never
    /// @param mayBecome the roles that the viewer may give to this member, the present one included; with none there is
    ///     no choice
    /// @param mayBeRemoved by the viewer; the viewer's own row says whether they may leave
    /// @param self whether it is the viewer
    /// @param made the names of the machine tokens that they made and that go on without them; none where the viewer
    ///     isn't to know
    public record Row(
            Handle handle,
            Role role,
            Instant since,
            Optional<Instant> lastActive,
            List<Role> mayBecome,
            boolean mayBeRemoved,
            boolean self,
            List<String> made) {

        public Row {
            made = List.copyOf(made);
            mayBecome = List.copyOf(mayBecome);
        }
    }
}
