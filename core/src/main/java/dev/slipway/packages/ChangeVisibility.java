package dev.slipway.packages;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Visibility;
import dev.slipway.audit.AuditAction.VisibilityChanged;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.packages.ChangeHead.Plan;
import dev.slipway.packages.ChangeHead.Refusals;
import java.util.function.UnaryOperator;

/// Changes who sees a package. It holds from the next request on, and lists show it a moment later.
public final class ChangeVisibility {

    private final ChangeHead<Outcome> round;

    public ChangeVisibility(Packages packages, Editions editions, Printer printer, Ids ids) {
        this.round = new ChangeHead<>(packages, new Press(printer, editions, ids), ids);
    }

    /// What became of it.
    public sealed interface Outcome {

        /// Also if it was so before.
        record Changed(PackageName name, Visibility visibility) implements Outcome {}

        record NotFound() implements Outcome {}

        record Busy(PackageName name) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, PackageName name, Visibility visibility) {
        return run(visit, name, (Visibility _) -> visibility);
    }

    /// Takes it from the public. npm knows no more of a package than public or not: one that guests may read stays one.
    public Outcome restrict(Visit visit, PackageName name) {
        return run(visit, name, before -> before == Visibility.PUBLIC ? Visibility.PRIVATE : before);
    }

    private Outcome run(Visit visit, PackageName name, UnaryOperator<Visibility> change) {
        var refusals = new Refusals<Outcome>(
                refused -> new Outcome.Refused(refused.why()), new Outcome.NotFound(), new Outcome.Busy(name));
        return round.run(visit, name, Permission.MANAGE_PACKAGE, refusals, (_, head, _) -> {
            var before = head.access().visibility();
            var after = change.apply(before);
            var outcome = new Outcome.Changed(name, after);
            return after == before
                    ? new Plan.Answer<>(outcome)
                    : new Plan.Govern<>(
                            head.access().with(after),
                            new AccessChange.OfHead(),
                            new VisibilityChanged(name.toString(), before, after),
                            outcome);
        });
    }
}
