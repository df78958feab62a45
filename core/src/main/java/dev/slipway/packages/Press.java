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

    /// After another head replaced `before`: the edition before `before`'s is named by nobody now.
    ///
    /// Somebody may hold a link to it if `before` came a moment ago. Then it stays, and so do those of all changes that
    /// follow one another so quickly. The first change that comes after a rest deletes them: that they are there shows
    /// in `before`, whose two editions were printed shortly after one another.
    void committed(PackageHead before, Instant now) {
        var rested = now.minus(Editions.LINGERS);
        if (before.previous().isEmpty() || before.modifiedAt().isAfter(rested)) {
            return;
        }
        var previous = before.previous().get();
        var hurried = previous.printedAt().isAfter(before.modifiedAt().minus(Editions.LINGERS));
        editions.discard(before.name(), hurried ? leftBy(before, rested) : List.of(previous));
    }

    /// All editions that were printed until then, but for the one that is now the previous one. A later one is named
    /// already, or will be by a request that is under way.
    private List<EditionId> leftBy(PackageHead before, Instant rested) {
        var kept = before.edition().map(EditionRef::id);
        return editions.list(before.name()).stream()
                .filter(id -> !id.printedAt().isAfter(rested) && !kept.equals(Optional.of(id)))
                .toList();
    }

    /// After the table refused `next`: what was printed for it will never be named.
    void refused(PackageHead next) {
        next.edition().ifPresent(ref -> editions.discard(next.name(), List.of(ref.id())));
    }
}
