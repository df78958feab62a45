package dev.slipway.packages;

import dev.slipway.access.Principal;
import java.time.Instant;
import java.util.Optional;

/// A version that was published, which its number stays taken by for ever.
///
/// @param tarball the key of its bytes in the tarball store
/// @param tag the dist-tag it was published with
/// @param revision the revision of the package that it was added in; 0 before it is
/// @param unpublishedAt when it was taken back; its bytes are gone then
public record Release(
        PackageName name,
        Version version,
        Integrity integrity,
        long bytes,
        int files,
        long unpackedBytes,
        TarballKey tarball,
        DistTag tag,
        Principal publisher,
        long revision,
        Instant publishedAt,
        Optional<Instant> unpublishedAt) {

    Release addedIn(long newRevision) {
        return new Release(
                name,
                version,
                integrity,
                bytes,
                files,
                unpackedBytes,
                tarball,
                tag,
                publisher,
                newRevision,
                publishedAt,
                unpublishedAt);
    }

    /// Whether this is what the same publisher is sending once more, as clients do when an answer got lost.
    boolean repeatedBy(Principal principal, Integrity sent, DistTag sentTag) {
        return publisher.key().equals(principal.key()) && integrity.equals(sent) && tag.equals(sentTag);
    }
}
