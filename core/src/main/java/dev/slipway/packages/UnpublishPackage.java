package dev.slipway.packages;

import dev.slipway.access.Decision;
import dev.slipway.access.Permission;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.audit.AuditAction.PackageUnpublished;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import java.time.Instant;
import java.util.Optional;

/// Takes a whole package back: nothing of it can be installed any more, and none of its version numbers is ever used
/// again, since each keeps its row.
public final class UnpublishPackage {

    private final Packages packages;
    private final Tarballs tarballs;
    private final Editions editions;
    private final Ids ids;

    public UnpublishPackage(Packages packages, Tarballs tarballs, Editions editions, Ids ids) {
        this.packages = packages;
        this.tarballs = tarballs;
        this.editions = editions;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// @param graceEnd when the organization stops publishing, if a payment has failed
        record Unpublished(PackageName name, int versions, Optional<Instant> graceEnd) implements Outcome {}

        /// Somebody changed the package since the client read it.
        record Stale(PackageName name) implements Outcome {}

        record NotFound() implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// @param revision the `_rev` that the client read
    public Outcome run(Visit visit, PackageName name, long revision) {
        var situation = packages.situation(visit.presented(), name, Optional.empty());
        return switch (situation.may(Permission.MANAGE_PACKAGE, visit.at())) {
            case Decision.Refused refused -> new Outcome.Refused(refused.why());
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("nobody unpublishes anonymously");
            case Decision.Allowed(var principal) ->
                situation
                        .live()
                        .map(head -> head.revision() == revision
                                ? unpublish(visit, head, principal, situation.graceEnd(visit.at()))
                                : new Outcome.Stale(name))
                        .orElseGet(Outcome.NotFound::new);
        };
    }

    private Outcome unpublish(Visit visit, PackageHead head, Principal principal, Optional<Instant> graceEnd) {
        // Listed before the change, under its revision: what is published anew afterwards is not among them.
        var releases = packages.listReleases(head.name());
        var printed = editions.list(head.name());
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(head.name().scope()),
                principal,
                new PackageUnpublished(head.name().toString(), head.versions()));
        return switch (packages.unpublishAll(head.unpublished(visit.at()), head.storedBytes(), audit)) {
            case MOVED_MEANWHILE -> new Outcome.Stale(head.name());
            case COMMITTED -> {
                tarballs.discard(releases.stream().map(Release::tarball).toList());
                editions.discard(head.name(), printed);
                yield new Outcome.Unpublished(head.name(), head.versions(), graceEnd);
            }
        };
    }
}
