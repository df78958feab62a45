package dev.slipway.packages;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.audit.AuditAction.PoolSharingChanged;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.packages.ChangeHead.Plan;
import dev.slipway.packages.ChangeHead.Refusals;

/// Shares a package in the Pool, or takes it out: whoever has a place there may read it, of whatever organization they
/// are and whatever its visibility. It holds from the next request on, and lists show it a moment later.
public final class ShareInPool {

    private final ChangeHead<Outcome> round;

    public ShareInPool(Packages packages, Editions editions, Printer printer, Ids ids) {
        this.round = new ChangeHead<>(packages, new Press(printer, editions, ids), ids);
    }

    /// What became of it.
    public sealed interface Outcome {

        /// Also if it was so before.
        record Changed(PackageName name, boolean shared) implements Outcome {}

        record NotFound() implements Outcome {}

        record Busy(PackageName name) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, PackageName name, boolean shared) {
        var refusals = new Refusals<Outcome>(
                refused -> new Outcome.Refused(refused.why()), new Outcome.NotFound(), new Outcome.Busy(name));
        return round.run(visit, name, Permission.MANAGE_PACKAGE, refusals, (_, head, _) -> {
            var outcome = new Outcome.Changed(name, shared);
            return head.access().inPool() == shared
                    ? new Plan.Answer<>(outcome)
                    : new Plan.Govern<>(
                            head.access().inPool(shared),
                            new AccessChange.OfHead(),
                            new PoolSharingChanged(name.toString(), shared),
                            outcome);
        });
    }
}
