package dev.slipway.org;

import dev.slipway.access.RateLimit;
import dev.slipway.access.RateLimits;
import dev.slipway.access.TokenHash;
import dev.slipway.audit.Visit;
import java.time.Duration;

/// Finds what a link opens, and slows down whoever tries links out.
///
/// A link that opens nothing says nothing of why: it may have been used, revoked, replaced, have run out, or never have
/// been made. Only such links are counted, so that somebody who guesses keeps nobody behind the same address from
/// a link that works.
final class OpenDoor {

    /// 256 random bits can't be guessed at any speed; this keeps the log and the bill small.
    private static final RateLimit GUESSES = new RateLimit("invitation-guess", 30, Duration.ofMinutes(10));

    private final Invitations invitations;
    private final RateLimits limits;

    OpenDoor(Invitations invitations, RateLimits limits) {
        this.invitations = invitations;
        this.limits = limits;
    }

    /// What is behind the link.
    sealed interface Behind {

        record Offer(Invitation invitation, Organization organization) implements Behind {}

        record Nothing() implements Behind {}

        record TooManyGuesses(Duration retryAfter) implements Behind {}
    }

    Behind open(Visit visit, TokenHash link) {
        var invitation = invitations.findByLink(link).filter(found -> found.openAt(visit.at()));
        var organization = invitation.flatMap(found -> invitations.findOrganization(found.org()));
        if (invitation.isPresent() && organization.isPresent()) {
            return new Behind.Offer(invitation.get(), organization.get());
        }
        return missed(visit);
    }

    /// Counts a link that opened nothing.
    Behind missed(Visit visit) {
        var caller = RateLimit.network(visit.origin().address());
        return switch (limits.spend(GUESSES, caller, visit.at())) {
            case RateLimits.Answer.Allowed _ -> new Behind.Nothing();
            case RateLimits.Answer.TooFast(var retryAfter) -> new Behind.TooManyGuesses(retryAfter);
        };
    }
}
