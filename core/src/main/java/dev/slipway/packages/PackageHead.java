package dev.slipway.packages;

import dev.slipway.access.PackageAccess;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What is current of a package: its settings, its dist-tags, and which edition of its documents is served.
///
/// A head names an immutable edition, as a branch in git names a commit. It is only ever replaced under the condition
/// that its revision is still the one that was read, so two writers never lose each other's work.
///
/// @param revision counts every change, also past an unpublishing; the `_rev` of npm's documents
/// @param begun the revision after which it began: 0, or that at which all of it was unpublished the last time
/// @param edition what is served; empty while all versions are unpublished
/// @param previous the edition before it, kept for readers who learned of it a moment ago
/// @param versions how many versions the edition lists
/// @param storedBytes what their tarballs take together
public record PackageHead(
        PackageName name,
        long revision,
        long begun,
        PackageAccess access,
        Map<DistTag, Version> tags,
        Optional<EditionRef> edition,
        Optional<EditionId> previous,
        int versions,
        long storedBytes,
        Instant createdAt,
        Instant modifiedAt,
        Summary summary) {

    /// More would make the head cost a second read unit; npm's own documentation calls ten many.
    public static final int MOST_TAGS = 100;

    public PackageHead {
        tags = Map.copyOf(tags);
    }

    /// A package that nothing is published of yet.
    ///
    /// @param revision how often a package of this name changed before, if all of it was unpublished once
    static PackageHead unborn(PackageName name, long revision, PackageAccess access, Instant now) {
        return new PackageHead(
                name,
                revision,
                revision,
                access,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                now,
                now,
                Summary.EMPTY);
    }

    /// Whether there is anything to install.
    public boolean live() {
        return edition.isPresent();
    }

    /// The tags in alphabetical order, as they are shown.
    public Map<String, String> shownTags() {
        var shown = new TreeMap<String, String>();
        tags.forEach((tag, version) -> shown.put(tag.value(), version.value()));
        return shown;
    }

    /// The next revision, its documents not yet printed.
    PackageHead changed(
            Map<DistTag, Version> newTags, int newVersions, long newStoredBytes, Summary about, Instant now) {
        return new PackageHead(
                name,
                revision + 1,
                begun,
                access,
                newTags,
                edition,
                previous,
                newVersions,
                newStoredBytes,
                createdAt,
                now,
                about);
    }

    PackageHead retagged(Map<DistTag, Version> newTags, Instant now) {
        return changed(newTags, versions, storedBytes, summary, now);
    }

    /// The next revision with something else said of who may touch it. Its documents are printed anew as well: they
    /// name the owners, and the revision that a client sends back to change these.
    PackageHead governed(PackageAccess changed, Instant now) {
        return new PackageHead(
                name,
                revision + 1,
                begun,
                changed,
                tags,
                edition,
                previous,
                versions,
                storedBytes,
                createdAt,
                now,
                summary);
    }

    /// This revision with its documents printed.
    PackageHead showing(EditionRef printed) {
        return new PackageHead(
                name,
                revision,
                begun,
                access,
                tags,
                Optional.of(printed),
                edition.map(EditionRef::id),
                versions,
                storedBytes,
                createdAt,
                modifiedAt,
                summary);
    }

    /// The next revision with nothing left of it but its name and count.
    PackageHead unpublished(Instant now) {
        return new PackageHead(
                name,
                revision + 1,
                begun,
                access,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                createdAt,
                now,
                Summary.EMPTY);
    }
}
