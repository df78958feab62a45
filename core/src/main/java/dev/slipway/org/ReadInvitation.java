package dev.slipway.org;

import dev.slipway.access.RateLimits;
import dev.slipway.access.TokenHash;
import dev.slipway.audit.Visit;
import java.time.Duration;

/// Shows what a mailed link offers. It changes nothing: mail scanners open links too.
public final class ReadInvitation {

    private final OpenDoor door;

    public ReadInvitation(Invitations invitations, RateLimits limits) {
        this.door = new OpenDoor(invitations, limits);
    }

    /// What was found.
    public sealed interface Outcome {

        record Offered(Invitation invitation, Organization organization) implements Outcome {}

        /// Unknown, used, declined, revoked, replaced or run out: which of these isn't said.
        record Gone() implements Outcome {}

        record TooManyGuesses(Duration retryAfter) implements Outcome {}
    }

    /// @param link a hash of whatever was sent in its place
    public Outcome run(Visit visit, TokenHash link) {
        return switch (door.open(visit, link)) {
            case OpenDoor.Behind.Offer(var invitation, var organization) ->
                new Outcome.Offered(invitation, organization);
            case OpenDoor.Behind.Nothing _ -> new Outcome.Gone();
            case OpenDoor.Behind.TooManyGuesses(var retryAfter) -> new Outcome.TooManyGuesses(retryAfter);
        };
    }
}
