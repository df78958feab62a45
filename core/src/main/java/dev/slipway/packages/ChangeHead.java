package dev.slipway.packages;

import dev.slipway.access.Decision;
import dev.slipway.access.Permission;
import dev.slipway.access.Principal;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.packages.Packages.Replaced;
import dev.slipway.packages.Printer.Change;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
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
    }

    /// The answers that every such use case can give.
    record Refusals<O>(Function<Decision.Refused, O> refused, O notFound, O busy) {}

    /// @param plan called anew with what is current in each round; given the head and its edition
    O run(
            Visit visit,
            PackageName name,
            Permission permission,
            Refusals<O> refusals,
            BiFunction<PackageHead, Edition, Plan<O>> plan) {
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
                    var answer = round(visit, situation.live().get(), principal, plan);
                    if (answer.isPresent()) {
                        return answer.get();
                    }
                }
            }
        }
        return refusals.busy();
    }

    private Optional<O> round(
            Visit visit, PackageHead head, Principal principal, BiFunction<PackageHead, Edition, Plan<O>> plan) {
        var current = press.current(head);
        if (current.isEmpty()) {
            return Optional.empty();
        }
        return switch (plan.apply(head, current.get())) {
            case Plan.Answer<O>(var outcome) -> Optional.of(outcome);
            case Plan.Write<O> write -> {
                var next = press.print(current, write.next(), write.change(), visit.registry(), visit.at());
                var book = new Book.OfOrganization(head.name().scope());
                var audit = visit.entry(ids.next(visit.at()), book, principal, write.action());
                var replaced = write.removed().isEmpty()
                        ? packages.replace(next, audit)
                        : packages.unpublish(next, write.removed(), audit);
                if (replaced == Replaced.MOVED_MEANWHILE) {
                    press.refused(next);
                    yield Optional.empty();
                }
                press.committed(head, visit.at());
                write.afterwards().run();
                yield Optional.of(write.outcome());
            }
        };
    }
}
