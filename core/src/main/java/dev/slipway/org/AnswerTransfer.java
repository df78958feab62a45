package dev.slipway.org;

import dev.slipway.access.Caller;
import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Principal;
import dev.slipway.access.RateLimit;
import dev.slipway.access.RateLimits;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.Standings;
import dev.slipway.access.TokenHash;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditAction.TransferAccepted;
import dev.slipway.audit.AuditAction.TransferDeclined;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.time.Duration;
import java.util.Optional;

/// Accepts or declines a transfer: only the member it was offered to, signed in, with what stands in their mail.
///
/// At acceptance the sender must still be owner and the recipient still member; then, in one transaction, the recipient
/// is owner and the sender admin. A link is given as a hash of whatever was sent in its place.
public final class AnswerTransfer {

    /// 256 random bits can't be guessed at any speed; this keeps the log and the bill small.
    private static final RateLimit GUESSES = new RateLimit("transfer-guess", 30, Duration.ofMinutes(10));

    private final Transfers transfers;
    private final Organizations organizations;
    private final Memberships memberships;
    private final Standings standings;
    private final ExpireInvitations expiry;
    private final RateLimits limits;
    private final Ids ids;

    public AnswerTransfer(
            Transfers transfers,
            Organizations organizations,
            Memberships memberships,
            Standings standings,
            ExpireInvitations expiry,
            RateLimits limits,
            Ids ids) {
        this.transfers = transfers;
        this.organizations = organizations;
        this.memberships = memberships;
        this.standings = standings;
        this.expiry = expiry;
        this.limits = limits;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// What the link is about, before anything is done.
        ///
        /// @param viewer who looks, if anybody is signed in
        record Offered(Transfer transfer, Organization organization, Optional<Principal.Person> viewer)
                implements Outcome {}

        record Accepted(OrgSlug org) implements Outcome {}

        record Declined(OrgSlug org) implements Outcome {}

        /// Unknown, used, revoked, over, or of an organization that the caller is no member of any more: which of these
        /// isn't said.
        record Gone() implements Outcome {}

        /// It was offered to another account than the one that is signed in.
        record ForAnother() implements Outcome {}

        /// Whoever offered it can't any more.
        record SenderIsNoOwner(Handle sender) implements Outcome {}

        record NoSeatLeft(OrgSlug org) implements Outcome {}

        record TooManyGuesses(Duration retryAfter) implements Outcome {}

        record Busy() implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// Looks, and changes nothing. Whoever has the link may look without being signed in.
    public Outcome show(Visit visit, TokenHash link) {
        var caller = standings.findCaller(visit.presented());
        var viewer = viewer(caller, visit);
        return behind(
                        visit,
                        link,
                        viewer,
                        (transfer, organization) -> Optional.of(new Outcome.Offered(transfer, organization, viewer)))
                .orElseGet(Outcome.Busy::new);
    }

    public Outcome accept(Visit visit, TokenHash link) {
        return answer(visit, link, (transfer, _) -> accept(visit, transfer));
    }

    public Outcome decline(Visit visit, TokenHash link) {
        return answer(visit, link, (transfer, _) -> decline(visit, transfer));
    }

    private interface Act {
        /// Empty if something had changed meanwhile.
        Optional<Outcome> with(Transfer transfer, Organization organization);
    }

    private Outcome answer(Visit visit, TokenHash link, Act act) {
        var caller = standings.findCaller(visit.presented());
        return switch (Gatekeeper.mayOneself(caller, Scope.MANAGE, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("nobody is offered anything");
            case Decision.Allowed _ ->
                Attempts.until(
                        () -> behind(visit, link, viewer(caller, visit), throughDoor(caller, act)), new Outcome.Busy());
        };
    }

    /// A link leads past nobody's door. Whoever is offered an organization is a member, and no owner yet for whom there
    /// would be an exception.
    private static Act throughDoor(Caller caller, Act act) {
        return (transfer, organization) -> {
            var shut = Gatekeeper.atDoor(caller, Role.MEMBER, organization.policy());
            return shut.isPresent() ? Optional.of(new Outcome.Refused(shut.get())) : act.with(transfer, organization);
        };
    }

    private static Optional<Principal.Person> viewer(Caller caller, Visit visit) {
        return switch (Gatekeeper.identify(caller, visit.at())) {
            case Decision.Allowed(Principal.Person person) -> Optional.of(person);
            case Decision.Allowed _, Decision.AllowedToAnyone _, Decision.Refused _ -> Optional.empty();
        };
    }

    private Optional<Outcome> behind(Visit visit, TokenHash link, Optional<Principal.Person> viewer, Act act) {
        var transfer = transfers.findByLink(link).filter(found -> found.pendingAt(visit.at()));
        var organization = transfer.flatMap(found -> organizations.find(found.org()))
                .filter(found -> found.deletedAt().isEmpty());
        if (transfer.isEmpty() || organization.isEmpty()) {
            return Optional.of(missed(visit));
        }
        var another =
                viewer.filter(person -> !person.id().equals(transfer.get().to().id()));
        return another.isPresent()
                ? Optional.of(new Outcome.ForAnother())
                : act.with(transfer.get(), organization.get());
    }

    private Outcome missed(Visit visit) {
        var network = RateLimit.network(visit.origin().address());
        return switch (limits.spend(GUESSES, network, visit.at())) {
            case RateLimits.Answer.Allowed _ -> new Outcome.Gone();
            case RateLimits.Answer.TooFast(var retryAfter) -> new Outcome.TooManyGuesses(retryAfter);
        };
    }

    private Optional<Outcome> accept(Visit visit, Transfer transfer) {
        var recipient = memberships.find(transfer.org(), transfer.to().id());
        if (recipient.isEmpty()) {
            return Optional.of(new Outcome.Gone());
        }
        var action = new TransferAccepted(
                transfer.id().value(),
                transfer.from().handle().value(),
                transfer.to().handle().value(),
                recipient.get().role());
        return switch (transfers.accept(transfer, recipient.get(), entry(visit, transfer, action))) {
            case COMMITTED -> Optional.of(new Outcome.Accepted(transfer.org()));
            case GONE -> Optional.of(new Outcome.Gone());
            case SENDER_IS_NO_OWNER ->
                Optional.of(new Outcome.SenderIsNoOwner(transfer.from().handle()));
            case MOVED_MEANWHILE -> Optional.empty();
            // An invitation that has run out may still hold one.
            case NO_SEAT_LEFT ->
                expiry.run(transfer.org(), visit.at()) > 0
                        ? Optional.empty()
                        : Optional.of(new Outcome.NoSeatLeft(transfer.org()));
        };
    }

    private Optional<Outcome> decline(Visit visit, Transfer transfer) {
        var action = new TransferDeclined(
                transfer.id().value(),
                transfer.from().handle().value(),
                transfer.to().handle().value());
        return Optional.of(
                transfers.decline(transfer, entry(visit, transfer, action))
                        ? new Outcome.Declined(transfer.org())
                        : new Outcome.Gone());
    }

    private AuditEntry entry(Visit visit, Transfer transfer, AuditAction action) {
        return visit.entry(ids.next(visit.at()), new Book.OfOrganization(transfer.org()), transfer.to(), action);
    }
}
