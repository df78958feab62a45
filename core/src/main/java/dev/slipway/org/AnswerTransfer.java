package dev.slipway.org;

import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Scope;
import dev.slipway.access.Standings;
import dev.slipway.access.Token;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditAction.TransferAccepted;
import dev.slipway.audit.AuditAction.TransferDeclined;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.util.Optional;

/// Accepts or declines a transfer: only the member it was offered to, signed in, with what stands in their mail.
///
/// At acceptance the sender must still be owner and the recipient still member; then, in one transaction, the recipient
/// is owner and the sender admin.
public final class AnswerTransfer {

    private final Transfers transfers;
    private final Organizations organizations;
    private final Memberships memberships;
    private final Standings standings;
    private final Ids ids;

    public AnswerTransfer(
            Transfers transfers, Organizations organizations, Memberships memberships, Standings standings, Ids ids) {
        this.transfers = transfers;
        this.organizations = organizations;
        this.memberships = memberships;
        this.standings = standings;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// What the link is about, before anything is done.
        record Offered(Transfer transfer, Organization organization) implements Outcome {}

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

        record Busy() implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// Looks, and changes nothing.
    public Outcome show(Visit visit, Token token) {
        return answer(
                visit,
                token,
                Scope.READ,
                (transfer, organization) -> Optional.of(new Outcome.Offered(transfer, organization)));
    }

    public Outcome accept(Visit visit, Token token) {
        return answer(visit, token, Scope.MANAGE, (transfer, _) -> accept(visit, transfer));
    }

    public Outcome decline(Visit visit, Token token) {
        return answer(visit, token, Scope.MANAGE, (transfer, _) -> Optional.of(decline(visit, transfer)));
    }

    private interface Act {
        Optional<Outcome> with(Transfer transfer, Organization organization);
    }

    private Outcome answer(Visit visit, Token token, Scope needed, Act act) {
        return switch (Gatekeeper.mayOneself(standings.findCaller(visit.presented()), needed, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("nobody is offered anything");
            case Decision.Allowed(Principal.Machine _) -> throw new IllegalStateException("a machine is not itself");
            case Decision.Allowed(Principal.Person person) ->
                Attempts.until(() -> attempt(visit, token, person, act), new Outcome.Busy());
        };
    }

    private Optional<Outcome> attempt(Visit visit, Token token, Principal.Person person, Act act) {
        var transfer = transfers.findByLink(token.hash()).filter(found -> found.pendingAt(visit.at()));
        if (transfer.isEmpty()) {
            return Optional.of(new Outcome.Gone());
        }
        if (!transfer.get().to().id().equals(person.id())) {
            return Optional.of(new Outcome.ForAnother());
        }
        return organizations
                .find(transfer.get().org())
                .filter(organization -> organization.deletedAt().isEmpty())
                .map(organization -> act.with(transfer.get(), organization))
                .orElseGet(() -> Optional.of(new Outcome.Gone()));
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
            case NO_SEAT_LEFT -> Optional.of(new Outcome.NoSeatLeft(transfer.org()));
        };
    }

    private Outcome decline(Visit visit, Transfer transfer) {
        var action = new TransferDeclined(
                transfer.id().value(),
                transfer.from().handle().value(),
                transfer.to().handle().value());
        return transfers.decline(transfer, entry(visit, transfer, action))
                ? new Outcome.Declined(transfer.org())
                : new Outcome.Gone();
    }

    private AuditEntry entry(Visit visit, Transfer transfer, AuditAction action) {
        return visit.entry(ids.next(visit.at()), new Book.OfOrganization(transfer.org()), transfer.to(), action);
    }
}
