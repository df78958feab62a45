package dev.slipway.packages;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.audit.AuditAction.GrantWithdrawn;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.packages.ChangeHead.Plan;
import dev.slipway.packages.ChangeHead.Refusals;

/// Takes a grant back. Whom it was given to is refused from the next request on; a link to a tarball that they hold
/// already lives out its minute.
public final class WithdrawGrant {

    private final ChangeHead<Outcome> round;

    public WithdrawGrant(Packages packages, Editions editions, Printer printer, Ids ids) {
        this.round = new ChangeHead<>(packages, new Press(printer, editions, ids), ids);
    }

    /// What became of it.
    public sealed interface Outcome {

        record Withdrawn(PackageName name, Handle handle) implements Outcome {}

        /// It is not shared with this account.
        record NoSuchGrant(Handle handle) implements Outcome {}

        record NotFound() implements Outcome {}

        record Busy(PackageName name) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, PackageName name, Handle handle) {
        var refusals = new Refusals<Outcome>(
                refused -> new Outcome.Refused(refused.why()), new Outcome.NotFound(), new Outcome.Busy(name));
        return round.run(
                visit,
                name,
                Permission.MANAGE_PACKAGE,
                refusals,
                (_, head, _) -> head.access()
                        .findGuest(handle)
                        .<Plan<Outcome>>map(guest -> new Plan.Govern<>(
                                head.access().withdrawn(guest),
                                new AccessChange.Withdrawn(guest),
                                new GrantWithdrawn(name.toString(), guest, handle.value()),
                                new Outcome.Withdrawn(name, handle)))
                        .orElseGet(() -> new Plan.Answer<>(new Outcome.NoSuchGrant(handle))));
    }
}
