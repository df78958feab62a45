package dev.slipway.org;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import java.util.Optional;

/// Shows an organization's transfers to its owners.
public final class ListTransfers {

    private final Transfers transfers;
    private final Standings standings;

    public ListTransfers(Transfers transfers, Standings standings) {
        this.transfers = transfers;
        this.standings = standings;
    }

    /// What was found.
    public sealed interface Outcome {

        record Listed(Page<Transfer> page) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// All of them, the oldest first.
    public Outcome run(Visit visit, OrgSlug org, Slice slice) {
        return refusal(visit, org)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Listed(transfers.list(org, slice)));
    }

    /// One of them, if there is one of this id.
    public Outcome one(Visit visit, OrgSlug org, TransferId id) {
        return refusal(visit, org)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Listed(
                        new Page<>(transfers.find(org, id).stream().toList(), Optional.empty())));
    }

    /// The one that waits for an answer, if there is one.
    public Outcome pending(Visit visit, OrgSlug org) {
        return refusal(visit, org)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Listed(new Page<>(
                        transfers.findPending(org).filter(transfer -> transfer.pendingAt(visit.at())).stream()
                                .toList(),
                        Optional.empty())));
    }

    private Optional<Refusal> refusal(Visit visit, OrgSlug org) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.OWN_ORGANIZATION, visit.at())) {
            case Admission.Refused(var why) -> Optional.of(why);
            case Admission.Admitted _ -> Optional.empty();
        };
    }
}
