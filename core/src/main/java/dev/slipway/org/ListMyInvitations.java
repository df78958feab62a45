package dev.slipway.org;

import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Scope;
import dev.slipway.access.Standings;
import dev.slipway.audit.Visit;
import java.util.List;
import java.util.Optional;

/// Lists the invitations that somebody can accept without a link, since an address of theirs was invited.
public final class ListMyInvitations {

    private final Invitations invitations;
    private final Standings standings;

    public ListMyInvitations(Invitations invitations, Standings standings) {
        this.invitations = invitations;
        this.standings = standings;
    }

    /// An invitation and who invites.
    public record Offer(Invitation invitation, Organization organization) {}

    /// What was found.
    public sealed interface Outcome {

        /// @param person who asked
        /// @param offers the newest first
        record Listed(Principal.Person person, List<Offer> offers) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit) {
        var decision = Gatekeeper.mayOneself(standings.findCaller(visit.presented()), Scope.READ, visit.at());
        return switch (decision) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.AllowedToAnyone _, Decision.Allowed(Principal.Machine _) ->
                throw new IllegalStateException("people alone are invited");
            case Decision.Allowed(Principal.Person person) ->
                new Outcome.Listed(
                        person,
                        new Addressed(invitations)
                                .list(person, visit.at()).stream()
                                        .map(this::offer)
                                        .flatMap(Optional::stream)
                                        .toList());
        };
    }

    /// None of an organization that was deleted.
    private Optional<Offer> offer(Invitation invitation) {
        return invitations.findOrganization(invitation.org()).map(organization -> new Offer(invitation, organization));
    }
}
