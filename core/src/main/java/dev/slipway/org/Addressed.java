package dev.slipway.org;

import dev.slipway.access.Principal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The open invitations to the addresses that somebody has proved to be theirs.
final class Addressed {

    private final Invitations invitations;

    Addressed(Invitations invitations) {
        this.invitations = invitations;
    }

    /// The newest first.
    List<Invitation> list(Principal.Person person, Instant now) {
        return invitations.listOpenTo(invitations.findAddresses(person.id())).stream()
                .filter(invitation -> invitation.openAt(now))
                .sorted(Comparator.comparing(
                                (Invitation invitation) -> invitation.id().value())
                        .reversed())
                .toList();
    }

    Optional<Invitation> find(Principal.Person person, InvitationId id, Instant now) {
        return list(person, now).stream()
                .filter(invitation -> invitation.id().equals(id))
                .findFirst();
    }
}
