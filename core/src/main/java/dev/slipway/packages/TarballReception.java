package dev.slipway.packages;

import dev.slipway.access.Principal;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import java.util.Optional;
import java.util.Set;

/// Takes in the tarball of a publication: checks it against what the request says of it, and stores it.
final class TarballReception {

    private final Tarballs tarballs;
    private final TarballInspector inspector;
    private final Ids ids;

    TarballReception(Tarballs tarballs, TarballInspector inspector, Ids ids) {
        this.tarballs = tarballs;
        this.inspector = inspector;
        this.ids = ids;
    }

    sealed interface Received {

        /// The bytes are stored; the release is what the table may now name.
        record Stored(Release release, boolean hasShrinkwrap) implements Received {}

        record Unsound(String code, String sentence) implements Received {}
    }

    Received receive(Visit visit, Publication publication, Principal publisher) {
        var tarball = publication.tarball();
        var integrity = Integrity.of(tarball);
        var contradiction = publication.claims().contradiction(tarball.length, integrity);
        if (contradiction.isPresent()) {
            return new Received.Unsound(
                    "integrity_mismatch",
                    "The request contradicts itself: " + contradiction.get() + ". Pack and publish again.");
        }
        return switch (inspector.inspect(tarball)) {
            case Inspection.Unsound unsound -> new Received.Unsound(unsound.code(), unsound.sentence());
            case Inspection.Sound sound -> {
                var difference = publication
                        .manifest()
                        .disagreement(
                                sound.manifest(), publication.name(), publication.version(), sound.buildsNatively());
                yield difference.isPresent()
                        ? new Received.Unsound(
                                "manifest_mismatch",
                                "The tarball is not what the request says: " + difference.get()
                                        + ". Pack and publish again.")
                        : store(release(visit, publication, integrity, publisher, sound), tarball, sound);
            }
        };
    }

    /// Forgets the bytes of a release that the table refused. Nobody else names this key.
    void withdraw(Release release) {
        tarballs.discard(Set.of(release.tarball()));
    }

    private Received store(Release release, byte[] tarball, Inspection.Sound sound) {
        tarballs.store(release.tarball(), tarball);
        return new Received.Stored(release, sound.hasShrinkwrap());
    }

    private Release release(
            Visit visit, Publication publication, Integrity integrity, Principal publisher, Inspection.Sound sound) {
        return new Release(
                publication.name(),
                publication.version(),
                integrity,
                publication.tarball().length,
                sound.files(),
                sound.unpackedBytes(),
                TarballKey.of(publication.name(), publication.version(), ids.next(visit.at())),
                publication.tag(),
                publisher,
                0,
                visit.at(),
                Optional.empty());
    }
}
