package dev.slipway.packages;

import dev.slipway.access.Decision;
import dev.slipway.access.PackageAccess;
import dev.slipway.access.Permission;
import dev.slipway.access.Principal;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.packages.Packages.Replaced;
import dev.slipway.packages.Printer.Change;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The round that every change of an existing package goes: read, judge, print the next edition, name it if nobody
/// was faster, else again.
///
/// @param <O> the outcomes of the use case
final class ChangeHead<O> {

    private final Packages packages;
    private final Press press;
    private final Ids ids;

    ChangeHead(Packages packages, Press press, Ids ids) {
        this.packages = packages;
        this.press = press;
        this.ids = ids;
    }

    /// What a use case makes of what it found.
    sealed interface Plan<O> {

        /// There is nothing to write: this is the answer already.
        record Answer<O>(O outcome) implements Plan<O> {}

        /// @param next the head after the change, not yet printed
        /// @param removed the releases that the change takes back
        /// @param afterwards what is cleared away once it is written; a crash before it leaves rubbish, no damage
        record Write<O>(
                PackageHead next,
                Change change,
                List<Release> removed,
                AuditAction action,
                O outcome,
                Runnable afterwards)
                implements Plan<O> {}

        /// Something else is said of who may touch it.
        ///
        /// @param access as it is afterwards
        /// @param change the same as one step
        record Govern<O>(PackageAccess access, AccessChange change, AuditAction action, O outcome) implements Plan<O> {}
    }

    /// Decides what to write, given all that was read.
    interface Planner<O> {
        Plan<O> plan(Situation situation, PackageHead head, Edition edition);
    }

    /// The answers that every such use case can give.
    record Refusals<O>(Function<Decision.Refused, O> refused, O notFound, O busy) {}

    /// @param plan called anew with what is current in each round
    O run(Visit visit, PackageName name, Permission permission, Refusals<O> refusals, Planner<O> plan) {
        for (int attempt = 0; attempt < PublishRelease.ATTEMPTS; attempt++) {
            var situation = packages.situation(visit.presented(), name, Optional.empty());
            switch (situation.may(permission, visit.at())) {
                case Decision.Refused refused -> {
                    return refusals.refused().apply(refused);
                }
                case Decision.AllowedToAnyone _ -> throw new IllegalStateException("nobody changes anonymously");
                case Decision.Allowed(var principal) -> {
                    if (situation.live().isEmpty()) {
                        return refusals.notFound();
                    }
                    var answer = round(visit, situation, situation.live().get(), principal, plan);
                    if (answer.isPresent()) {
                        return answer.get();
                    }
                }
            }
        }
        return refusals.busy();
    }

    private Optional<O> round(
            Visit visit, Situation situation, PackageHead head, Principal principal, Planner<O> planner) {
        var current = press.current(head);
        if (current.isEmpty()) {
            return Optional.empty();
        }
        return switch (planner.plan(situation, head, current.get())) {
            case Plan.Answer<O>(var outcome) -> Optional.of(outcome);
            case Plan.Write<O> write -> {
                var next = press.print(current, write.next(), write.change(), visit.registry(), visit.at());
                var audit = entry(visit, head, principal, write.action());
                var replaced = write.removed().isEmpty()
                        ? packages.replace(next, audit)
                        : packages.unpublish(next, write.removed(), audit);
                yield ended(visit, head, next, replaced, write.outcome(), write.afterwards());
            }
            case Plan.Govern<O>(var access, var change, var action, var outcome) -> {
                var governed = head.governed(access, visit.at());
                var next = press.print(current, governed, new Change.HeadOnly(), visit.registry(), visit.at());
                var audit = entry(visit, head, principal, action);
                var replaced = packages.govern(next, situation.mandate(principal), change, audit);
                yield ended(visit, head, next, replaced, outcome, () -> {});
            }
        };
    }

    private AuditEntry entry(Visit visit, PackageHead head, Principal principal, AuditAction action) {
        return visit.entry(
                ids.next(visit.at()), new Book.OfOrganization(head.name().scope()), principal, action);
    }

    private Optional<O> ended(
            Visit visit, PackageHead before, PackageHead next, Replaced replaced, O outcome, Runnable afterwards) {
        return switch (replaced) {
            case MOVED_MEANWHILE -> {
                press.refused(next);
                yield Optional.empty();
            }
            case COMMITTED -> {
                press.committed(before, visit.at());
                afterwards.run();
                yield Optional.of(outcome);
            }
        };
    }
}
