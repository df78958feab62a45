package dev.slipway.org;

import dev.slipway.access.RateLimit;
import dev.slipway.access.RateLimits;
import dev.slipway.access.Token;
import dev.slipway.audit.AuditAction.InvitationCreated;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.Malformed;
import dev.slipway.org.InviteMembers.Offer;
import dev.slipway.org.InviteMembers.Result;
import dev.slipway.org.InviteMembers.What;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The work of one [InviteMembers], address by address.
final class InvitationRound {

    /// So that nobody's mailbox is filled by inviting, revoking and inviting again, whoever does it.
    private static final RateLimit TO_ONE_ADDRESS = new RateLimit("invitation-address", 10, Duration.ofDays(1));

    private final Invitations invitations;
    private final RateLimits limits;
    private final Ids ids;
    private final Visit visit;
    private final Organization organization;
    private final Authority inviter;
    private final InviteMembers.Terms terms;
    private final Instant since;
    private final Courier courier;
    private final ExpireInvitations expiry;
    private boolean lookedForSeats;

    /// @param since when the request was begun; earlier than now if a run of it was cut off
    InvitationRound(
            Invitations invitations,
            InvitationMails mails,
            RateLimits limits,
            Ids ids,
            Visit visit,
            Organization organization,
            Authority inviter,
            InviteMembers.Terms terms,
            Instant since) {
        this.invitations = invitations;
        this.limits = limits;
        this.ids = ids;
        this.visit = visit;
        this.organization = organization;
        this.inviter = inviter;
        this.terms = terms;
        this.since = since;
        this.courier = new Courier(invitations, mails, ids, visit, organization);
        this.expiry = new ExpireInvitations(invitations, ids);
    }

    /// Whether one more mail may go to this address today.
    static RateLimits.Answer mayMail(RateLimits limits, Email to, Instant now) {
        return limits.spend(TO_ONE_ADDRESS, to.value(), now);
    }

    /// @param addresses as they were typed
    /// @return a result for each; empty if the organization was deleted meanwhile
    Optional<List<Result>> run(List<String> addresses) {
        var read = new LinkedHashMap<String, Email>();
        addresses.forEach(text -> read(text).ifPresent(email -> read.put(text, email)));
        var known = invitations.findKnown(organization.slug(), new HashSet<>(read.values()));
        var results = new ArrayList<Result>();
        var seen = new HashSet<Email>();
        for (var text : addresses) {
            var email = read.get(text);
            if (email == null) {
                results.add(Result.without(Malformed.shown(text), What.MALFORMED));
            } else if (!seen.add(email)) {
                results.add(Result.without(email.value(), What.DUPLICATE));
            } else {
                var result = invite(email, known);
                if (result.isEmpty()) {
                    return Optional.empty();
                }
                results.add(result.get());
            }
        }
        return Optional.of(results);
    }

    private static Optional<Email> read(String text) {
        try {
            return Optional.of(new Email(text));
        } catch (Malformed _) {
            return Optional.empty();
        }
    }

    private Optional<Result> invite(Email to, Map<Email, Invitations.Known> known) {
        var about = known.getOrDefault(to, Invitations.Known.NOTHING);
        if (about.account().filter(inviter.person().id()::equals).isPresent()) {
            return without(to, What.OWN_ADDRESS);
        }
        if (about.member()) {
            return without(to, What.ALREADY_MEMBER);
        }
        if (about.invitedUntil().isPresent()) {
            var found = invitations.findOpen(organization.slug(), to);
            if (found.filter(invitation -> invitation.openAt(visit.at())).isPresent()) {
                return Optional.of(goneOn(found.get()));
            }
            found.ifPresent(invitation -> expiry.close(invitation, visit.at()));
        }
        if (mayMail(limits, to, visit.at()) instanceof RateLimits.Answer.TooFast) {
            return without(to, What.TOO_MANY_MAILS);
        }
        return open(to);
    }

    private Optional<Result> open(Email to) {
        var token = Token.draw(Token.Kind.INVITATION);
        var link = Invitation.Link.from(visit.at(), token.hash(), inviter);
        var invitation = new Invitation(
                new InvitationId(ids.next(visit.at())),
                organization.slug(),
                to,
                terms.invitee(),
                terms.role(),
                terms.teams(),
                terms.pool(),
                inviter.person(),
                visit.at(),
                link,
                Invitation.Mail.UNSENT,
                Optional.empty());
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(organization.slug()),
                inviter.person(),
                new InvitationCreated(
                        invitation.id().value(),
                        invitation.addressee(),
                        terms.role(),
                        Courier.names(organization, invitation),
                        invitation.pool(),
                        link.until()));
        return switch (invitations.open(invitation, audit)) {
            case COMMITTED -> Optional.of(invited(courier.deliver(invitation, token)));
            case NO_SUCH_ORGANIZATION -> Optional.empty();
            case ALREADY_INVITED -> without(to, What.ALREADY_INVITED);
            case NO_SEAT_LEFT -> seatFound() ? open(to) : without(to, What.NO_SEAT_LEFT);
            case POOL_FULL -> seatFound() ? open(to) : without(to, What.POOL_FULL);
        };
    }

    /// What has run out holds its seat until somebody looks; looking once is enough for a call.
    private boolean seatFound() {
        if (lookedForSeats) {
            return false;
        }
        lookedForSeats = true;
        return expiry.run(organization.slug(), visit.at()) > 0;
    }

    /// One that is open was made by somebody else's call, or by the run of this one that was cut off: then its mail may
    /// not have gone out, and since nobody kept the secret of its link it gets a new one.
    private Result goneOn(Invitation found) {
        var ours = found.invitedBy().equals(inviter.person())
                && found.role() == terms.role()
                && found.teams().equals(terms.teams())
                && found.pool() == terms.pool()
                && since.isBefore(visit.at())
                && !found.createdAt().isBefore(since);
        if (!ours) {
            return Result.without(found.to().value(), What.ALREADY_INVITED);
        }
        return found.mail() == Invitation.Mail.UNSENT ? mailedAgain(found) : invited(found);
    }

    private Result mailedAgain(Invitation found) {
        var token = Token.draw(Token.Kind.INVITATION);
        var renewed = found.renewed(Invitation.Link.from(visit.at(), token.hash(), inviter));
        return invitations.renew(renewed, found.link().hash(), ResendInvitation.entry(visit, ids, found, renewed))
                ? invited(courier.deliver(renewed, token))
                : Result.without(found.to().value(), What.ALREADY_INVITED);
    }

    private static Result invited(Invitation invitation) {
        var offer = new Offer(invitation.id(), invitation.link().until(), invitation.mail());
        return new Result(invitation.to().value(), What.INVITED, Optional.of(offer));
    }

    private static Optional<Result> without(Email to, What what) {
        return Optional.of(Result.without(to.value(), what));
    }
}
