package dev.slipway.org;

import dev.slipway.access.Permission;
import dev.slipway.access.RateLimit;
import dev.slipway.access.RateLimits;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.Standings;
import dev.slipway.access.Token;
import dev.slipway.audit.AuditAction.TransferRevoked;
import dev.slipway.audit.AuditAction.TransferStarted;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Posted;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Offers a member to be owner in the place of the owner who asks. A link is mailed to the member, which only they can
/// use, once, within 48 hours.
public final class StartTransfer {

    /// Each one is a mail to somebody.
    private static final RateLimit LIMIT = new RateLimit("transfer", 20, Duration.ofDays(1));

    private final Transfers transfers;
    private final Organizations organizations;
    private final Memberships memberships;
    private final Standings standings;
    private final Contacts contacts;
    private final TransferMails mails;
    private final RateLimits limits;
    private final Ids ids;

    public StartTransfer(
            Transfers transfers,
            Organizations organizations,
            Memberships memberships,
            Standings standings,
            Contacts contacts,
            TransferMails mails,
            RateLimits limits,
            Ids ids) {
        this.transfers = transfers;
        this.organizations = organizations;
        this.memberships = memberships;
        this.standings = standings;
        this.contacts = contacts;
        this.mails = mails;
        this.limits = limits;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        record Started(Transfer transfer) implements Outcome {}

        record NoSuchMember(Handle handle) implements Outcome {}

        /// There is nothing to hand over to somebody who is owner already, oneself among them.
        record OwnerAlready(Handle handle) implements Outcome {}

        record AnotherPending(OrgSlug org) implements Outcome {}

        /// The account has no verified address that the link could go to.
        record NoAddress(Handle handle) implements Outcome {}

        /// The mail didn't go out, and so nothing is pending.
        record NotMailed(Handle handle) implements Outcome {}

        record TooFast(Duration retryAfter) implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, Handle handle) {
        return Attempts.until(() -> attempt(visit, org, handle), new Outcome.Busy(org));
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, Handle handle) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.toSensitive(standing, Permission.OWN_ORGANIZATION, visit.at())) {
            case Admission.Refused(var why) -> Optional.of(new Outcome.Refused(why));
            case Admission.Admitted(var by) ->
                memberships
                        .find(org, handle)
                        .map(member -> offer(visit, by, member))
                        .orElseGet(() -> Optional.of(new Outcome.NoSuchMember(handle)));
        };
    }

    private Optional<Outcome> offer(Visit visit, Authority by, Member recipient) {
        var handle = recipient.person().handle();
        if (recipient.role() == Role.OWNER) {
            return Optional.of(new Outcome.OwnerAlready(handle));
        }
        var address = contacts.findAddress(recipient.person().id());
        if (address.isEmpty()) {
            return Optional.of(new Outcome.NoAddress(handle));
        }
        return switch (limits.spend(LIMIT, recipient.org().value(), visit.at())) {
            case RateLimits.Answer.TooFast(var retryAfter) -> Optional.of(new Outcome.TooFast(retryAfter));
            case RateLimits.Answer.Allowed _ -> start(visit, by, recipient, address.get());
        };
    }

    private Optional<Outcome> start(Visit visit, Authority by, Member recipient, Email address) {
        var token = Token.draw(Token.Kind.TRANSFER);
        var transfer = Transfer.begun(
                new TransferId(ids.next(visit.at())),
                recipient.org(),
                by.person(),
                recipient.person(),
                token.hash(),
                visit.at());
        var handle = recipient.person().handle();
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(transfer.org()),
                by.person(),
                new TransferStarted(transfer.id().value(), handle.value()));
        return switch (transfers.start(transfer, by, recipient, audit)) {
            case COMMITTED -> Optional.of(mail(visit, transfer, by, address, token));
            case MOVED_MEANWHILE -> Optional.empty();
            case ANOTHER_PENDING -> Optional.of(new Outcome.AnotherPending(transfer.org()));
        };
    }

    /// The secret is in the mail and nowhere else: without the mail nobody could ever accept, so nothing is left.
    private Outcome mail(Visit visit, Transfer transfer, Authority by, Email address, Token token) {
        var name = organizations
                .find(transfer.org())
                .map(Organization::displayName)
                .orElseGet(transfer.org()::value);
        var link = URI.create(visit.registry() + "/transfers/accept?token=" + token.secret());
        var letter = new TransferMails.Letter(
                address, transfer.org(), name, transfer.from().handle(), link, transfer.expiresAt());
        return switch (mails.send(letter)) {
            case Posted.Accepted _ -> new Outcome.Started(transfer);
            case Posted.Failed _ -> {
                var audit = visit.entry(
                        ids.next(visit.at()),
                        new Book.OfOrganization(transfer.org()),
                        by.person(),
                        new TransferRevoked(
                                transfer.id().value(), transfer.to().handle().value()));
                transfers.revoke(transfer, by, audit);
                yield new Outcome.NotMailed(transfer.to().handle());
            }
        };
    }
}
