package dev.slipway.packages;

import dev.slipway.access.Decision;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.audit.AuditAction.VersionInstalled;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/// Gives out a version's bytes, by a link that lives for a minute, and records who got them; of somebody unknown, that
/// there was one more.
public final class DownloadTarball {

    private final Packages packages;
    private final Tarballs tarballs;
    private final Downloads downloads;
    private final Ids ids;

    public DownloadTarball(Packages packages, Tarballs tarballs, Downloads downloads, Ids ids) {
        this.packages = packages;
        this.tarballs = tarballs;
        this.downloads = downloads;
        this.ids = ids;
    }

    /// What was found.
    public sealed interface Outcome {

        record Found(URI link) implements Outcome {}

        /// The package is there and the version isn't, or not any more.
        record NoSuchVersion(PackageName name, Version version, boolean unpublished) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, PackageName name, Version version) {
        var situation = packages.situationToRead(visit.presented(), name, Optional.of(version));
        return switch (situation.mayRead(visit.at())) {
            case Decision.Refused refused -> new Outcome.Refused(refused.why());
            case Decision.AllowedToAnyone _ -> {
                var outcome = give(situation, version, tarballs::link);
                if (outcome instanceof Outcome.Found) {
                    downloads.count(name, visit.at());
                }
                yield outcome;
            }
            case Decision.Allowed(var principal) -> {
                var outcome = give(situation, version, tarballs::link);
                if (outcome instanceof Outcome.Found) {
                    record(visit, name, version, principal);
                }
                yield outcome;
            }
        };
    }

    /// Tells where the bytes are and how many, and gives none out: nothing is recorded or counted.
    public Outcome look(Visit visit, PackageName name, Version version) {
        var situation = packages.situationToRead(visit.presented(), name, Optional.of(version));
        return switch (situation.mayRead(visit.at())) {
            case Decision.Refused refused -> new Outcome.Refused(refused.why());
            case Decision.Allowed _, Decision.AllowedToAnyone _ -> give(situation, version, tarballs::linkToHead);
        };
    }

    private static Outcome give(Situation situation, Version version, Function<TarballKey, URI> link) {
        return situation
                .available()
                .<Outcome>map(release -> new Outcome.Found(link.apply(release.tarball())))
                .orElseGet(() -> new Outcome.NoSuchVersion(
                        situation.name(), version, situation.release().isPresent()));
    }

    private void record(Visit visit, PackageName name, Version version, Principal principal) {
        packages.recordInstall(visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(name.scope()),
                principal,
                new VersionInstalled(name.toString(), version.value())));
    }
}
