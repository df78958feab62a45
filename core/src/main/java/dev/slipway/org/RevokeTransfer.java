package dev.slipway.org;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditAction.TransferRevoked;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.util.Optional;

/// Takes the offer of a transfer back. Any owner may, not only the one who made it.
public final class RevokeTransfer {

    private final Transfers transfers;
    private final Standings standings;
    private final Ids ids;

    public RevokeTransfer(Transfers transfers, Standings standings, Ids ids) {
        this.transfers = transfers;
        this.standings = standings;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        record Revoked() implements Outcome {}

        record NoSuchTransfer(TransferId id) implements Outcome {}

        /// It was accepted, declined or revoked before, or ran out.
        record Settled(Transfer transfer) implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, TransferId id) {
        return Attempts.until(() -> attempt(visit, org, id), new Outcome.Busy(org));
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, TransferId id) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.OWN_ORGANIZATION, visit.at())) {
            case Admission.Refused(var why) -> Optional.of(new Outcome.Refused(why));
            case Admission.Admitted(var by) ->
                transfers
                        .find(org, id)
                        .map(transfer -> revoke(visit, transfer, by))
                        .orElseGet(() -> Optional.of(new Outcome.NoSuchTransfer(id)));
        };
    }

    private Optional<Outcome> revoke(Visit visit, Transfer transfer, Authority by) {
        if (!transfer.pendingAt(visit.at())) {
            return Optional.of(new Outcome.Settled(transfer));
        }
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(transfer.org()),
                by.person(),
                new TransferRevoked(
                        transfer.id().value(), transfer.to().handle().value()));
        return switch (transfers.revoke(transfer, by, audit)) {
            case COMMITTED -> Optional.of(new Outcome.Revoked());
            // Read again: what it has become meanwhile is the answer.
            case MOVED_MEANWHILE, SETTLED -> Optional.empty();
        };
    }
}
