package dev.slipway.packages;

import dev.slipway.kernel.Ids;
import dev.slipway.packages.Printer.Change;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Prints a package's next edition before its head names it, and clears away what no head names any more.
///
/// Documents come first and the head second, so that a crash between the two leaves a document that nobody refers to,
/// and never a head without its document.
final class Press {

    private final Printer printer;
    private final Editions editions;
    private final Ids ids;

    Press(Printer printer, Editions editions, Ids ids) {
        this.printer = printer;
        this.editions = editions;
        this.ids = ids;
    }

    /// The edition that a head names; empty if it is no more, since the package has moved on twice meanwhile.
    Optional<Edition> current(PackageHead head) {
        var ref = head.edition().orElseThrow();
        var full = editions.find(head.name(), ref.id(), Form.FULL);
        var abbreviated = editions.find(head.name(), ref.id(), Form.ABBREVIATED);
        if (full.isEmpty() || abbreviated.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Edition(full.get(), abbreviated.get(), ref.bytes(Form.FULL), ref.bytes(Form.ABBREVIATED)));
    }

    /// Prints and stores the documents of `next`, and gives `next` with them named.
    PackageHead print(Optional<Edition> current, PackageHead next, Change change, String registry, Instant now) {
        var edition = printer.print(current, next, change, registry);
        var id = new EditionId(ids.next(now));
        editions.store(next.name(), id, edition);
        return next.showing(new EditionRef(id, registry, edition.fullBytes(), edition.abbreviatedBytes()));
    }

    /// After another head replaced `before`: the edition before `before`'s is named by nobody now. `before` superseded
    /// it; if that was a moment ago, somebody may hold a link to it, and it is left for the sweep.
    void committed(PackageHead before, Instant now) {
        if (!before.modifiedAt().plus(Editions.LINGERS).isAfter(now)) {
            before.previous().ifPresent(id -> editions.discard(before.name(), List.of(id)));
        }
    }

    /// After the table refused `next`: what was printed for it will never be named.
    void refused(PackageHead next) {
        next.edition().ifPresent(ref -> editions.discard(next.name(), List.of(ref.id())));
    }
}
