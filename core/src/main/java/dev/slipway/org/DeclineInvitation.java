package dev.slipway.org;

import dev.slipway.access.Actor;
import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Presented;
import dev.slipway.access.Principal;
import dev.slipway.access.RateLimits;
import dev.slipway.access.Refusal;
import dev.slipway.access.Scope;
import dev.slipway.access.Standings;
import dev.slipway.access.TokenHash;
import dev.slipway.audit.AuditAction.InvitationDeclined;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import java.time.Duration;
import java.util.Optional;

/// Turns an invitation down: its link is dead, and its seat is free.
///
/// With the link nobody has to sign in for that. Whoever was invited by mistake has no account here, and wants none.
public final class DeclineInvitation {

    private final Invitations invitations;
    private final Standings standings;
    private final OpenDoor door;
    private final Ids ids;

    public DeclineInvitation(Invitations invitations, RateLimits limits, Standings standings, Ids ids) {
        this.invitations = invitations;
        this.standings = standings;
        this.door = new OpenDoor(invitations, limits);
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        record Declined(Invitation invitation) implements Outcome {}

        /// Unknown, used, declined, revoked, replaced or run out: which of these isn't said.
        record Gone() implements Outcome {}

        record TooManyGuesses(Duration retryAfter) implements Outcome {}

        /// It was resent each time that this was about to be done. Try again.
        record Busy() implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// With the mailed link, signed in or not.
    ///
    /// @param link a hash of whatever was sent in its place
    public Outcome byLink(Visit visit, TokenHash link) {
        if (visit.presented() instanceof Presented.Nothing) {
            return switch (door.open(visit, link)) {
                case OpenDoor.Behind.Offer(var invitation, var _) -> decline(visit, invitation, by(invitation));
                case OpenDoor.Behind.Nothing nothing -> of(nothing);
                case OpenDoor.Behind.TooManyGuesses tooMany -> of(tooMany);
            };
        }
        return switch (declining(visit)) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("who shows a token is somebody");
            case Decision.Allowed(var person) ->
                switch (door.open(visit, link)) {
                    case OpenDoor.Behind.Offer(var invitation, var _) -> decline(visit, invitation, person);
                    case OpenDoor.Behind.Nothing nothing -> of(nothing);
                    case OpenDoor.Behind.TooManyGuesses tooMany -> of(tooMany);
                };
        };
    }

    /// Without the link, by somebody whose address was invited.
    public Outcome byAddress(Visit visit, InvitationId id) {
        return switch (declining(visit)) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.AllowedToAnyone _, Decision.Allowed(Principal.Machine _) ->
                throw new IllegalStateException("people alone are invited");
            case Decision.Allowed(Principal.Person person) ->
                Attempts.until(() -> attempt(visit, id, person), new Outcome.Busy());
        };
    }

    private Optional<Outcome> attempt(Visit visit, InvitationId id, Principal.Person person) {
        var invitation = new Addressed(invitations).find(person, id, visit.at());
        if (invitation.isEmpty()) {
            return Optional.of(new Outcome.Gone());
        }
        // Gone is what a link is that was replaced since. Whoever declines without one looks again.
        return Optional.of(decline(visit, invitation.get(), person))
                .filter(outcome -> !(outcome instanceof Outcome.Gone));
    }

    /// Whoever has the link. It was mailed to one address, which is the invitee's, if the invitation has one.
    private static Actor by(Invitation invitation) {
        return invitation.invitee().<Actor>map(person -> person).orElseGet(() -> new Actor.Addressee(invitation.to()));
    }

    private Outcome decline(Visit visit, Invitation invitation, Actor actor) {
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(invitation.org()),
                actor,
                new InvitationDeclined(invitation.id().value(), invitation.addressee(), invitation.role()));
        var declined = invitation.ended(Invitation.Fate.DECLINED, visit.at());
        return invitations.close(declined, audit) ? new Outcome.Declined(declined) : new Outcome.Gone();
    }

    private Decision declining(Visit visit) {
        return Gatekeeper.mayOneself(standings.findCaller(visit.presented()), Scope.MANAGE, visit.at());
    }

    private static Outcome of(OpenDoor.Behind behind) {
        return switch (behind) {
            case OpenDoor.Behind.Offer _ -> throw new IllegalStateException("an offer is no refusal");
            case OpenDoor.Behind.Nothing _ -> new Outcome.Gone();
            case OpenDoor.Behind.TooManyGuesses(var retryAfter) -> new Outcome.TooManyGuesses(retryAfter);
        };
    }
}
