package dev.slipway.packages;

import dev.slipway.access.Caller;
import dev.slipway.access.Decision;
import dev.slipway.access.Ground;
import dev.slipway.access.OrgPolicy;
import dev.slipway.access.PackageAccess;
import dev.slipway.access.PackageRole;
import dev.slipway.access.Permission;
import dev.slipway.access.Place;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Visibility;
import dev.slipway.audit.AuditAction.VersionPublished;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.packages.Printer.Change;
import dev.slipway.packages.TarballReception.Received;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Publishes a version: checks who asks, that the number is new and the tarball is what it says, stores the bytes,
/// then the documents, and then names both in one transaction.
public final class PublishRelease {

    /// Enough for 20 people who publish versions of one package at the same instant, each round letting one through.
    static final int ATTEMPTS = 40;

    private final Packages packages;
    private final TarballReception reception;
    private final Press press;
    private final Ids ids;

    public PublishRelease(
            Packages packages,
            Tarballs tarballs,
            Editions editions,
            Printer printer,
            TarballInspector inspector,
            Ids ids) {
        this.packages = packages;
        this.reception = new TarballReception(tarballs, inspector, ids);
        this.press = new Press(printer, editions, ids);
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// @param visibility what the package is now
        /// @param unheeded what the client asked it to be, where that differs: a later publish never changes who
        ///     sees a package, or a `publishConfig.access` would undo what an admin decided
        /// @param graceEnd when the organization stops publishing, if a payment has failed
        record Published(
                PackageName name,
                Version version,
                Visibility visibility,
                Optional<Visibility> unheeded,
                Optional<Instant> graceEnd)
                implements Outcome {}

        /// The same person sends the same bytes under the same tag once more: a retry, and nothing changed.
        record AlreadyPublished(PackageName name, Version version, Optional<Instant> graceEnd) implements Outcome {}

        /// @param unpublished whether the version was taken back since; its number stays taken
        record VersionTaken(PackageName name, Version version, boolean unpublished) implements Outcome {}

        record Unsound(String code, String sentence) implements Outcome {}

        record TooManyTags(PackageName name, int most) implements Outcome {}

        record QuotaExceeded(long usedBytes, long quotaBytes, long neededBytes) implements Outcome {}

        /// So many others changed the package at this moment that this one never came through. Worth a retry.
        record Busy(PackageName name) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, Publication publication) {
        var situation = situation(visit, publication);
        return switch (mayPublish(situation, visit)) {
            case Decision.Refused refused -> new Outcome.Refused(refused.why());
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("nobody publishes anonymously");
            case Decision.Allowed(var publisher) -> {
                if (situation.release().isPresent()) {
                    yield taken(visit, publication, publisher, situation);
                }
                // Told before anything is opened or stored; the transaction asks once more.
                yield situation.lacksRoomFor(publication.tarball().length)
                        ? quotaExceeded(situation, situation.storedBytes().orElse(0L), publication)
                        : receive(visit, publication, publisher, situation);
            }
        };
    }

    private Outcome receive(Visit visit, Publication publication, Principal publisher, Situation situation) {
        return switch (reception.receive(visit, publication, publisher)) {
            case Received.Unsound(var code, var sentence) -> new Outcome.Unsound(code, sentence);
            case Received.Stored stored -> {
                var outcome = commit(visit, publication, stored, situation);
                if (!(outcome instanceof Outcome.Published)) {
                    reception.withdraw(stored.release());
                }
                yield outcome;
            }
        };
    }

    private Outcome commit(Visit visit, Publication publication, Received.Stored stored, Situation first) {
        var situation = first;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var outcome = attempt(visit, publication, stored, situation);
            if (outcome.isPresent()) {
                return outcome.get();
            }
            situation = situation(visit, publication);
            if (mayPublish(situation, visit) instanceof Decision.Refused refused) {
                return new Outcome.Refused(refused.why());
            }
            if (situation.release().isPresent()) {
                return taken(visit, publication, stored.release().publisher(), situation);
            }
        }
        return new Outcome.Busy(publication.name());
    }

    /// Prints the next edition and tries to name it; empty if the package or the version moved meanwhile.
    private Optional<Outcome> attempt(
            Visit visit, Publication publication, Received.Stored stored, Situation situation) {
        var release = stored.release();
        var policy = situation.policy().orElseThrow();
        var before = situation.head().filter(PackageHead::live).orElseGet(() -> born(situation, publication, release));
        if (before.tags().size() >= PackageHead.MOST_TAGS && !before.tags().containsKey(publication.tag())) {
            return Optional.of(new Outcome.TooManyTags(before.name(), PackageHead.MOST_TAGS));
        }
        var current = before.live() ? press.current(before) : Optional.<Edition>empty();
        if (before.live() && current.isEmpty()) {
            return Optional.empty();
        }
        var change =
                new Change.Added(release, publication.manifestJson(), publication.readme(), stored.hasShrinkwrap());
        var next = press.print(current, next(before, publication, release), change, visit.registry(), visit.at());
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(release.name().scope()),
                release.publisher(),
                action(release, before, next));
        var added = packages.add(next, release.addedIn(next.revision()), policy.storageQuotaBytes(), audit);
        if (added == Packages.Added.COMMITTED) {
            press.committed(before, visit.at());
            return Optional.of(published(publication, next, situation.graceEnd(visit.at())));
        }
        press.refused(next);
        return added == Packages.Added.QUOTA_EXCEEDED
                ? Optional.of(quotaExceeded(situation, packages.findStoredBytes(release.name()), publication))
                : Optional.empty();
    }

    private Situation situation(Visit visit, Publication publication) {
        return packages.situationToPublish(visit.presented(), publication.name(), publication.version());
    }

    private static Outcome quotaExceeded(Situation situation, long usedBytes, Publication publication) {
        var quota = situation.policy().orElseThrow().storageQuotaBytes();
        return new Outcome.QuotaExceeded(usedBytes, quota, publication.tarball().length);
    }

    private static Decision mayPublish(Situation situation, Visit visit) {
        var permission = situation.live().isPresent() ? Permission.PUBLISH_PACKAGES : Permission.CREATE_PACKAGES;
        return situation.may(permission, visit.at());
    }

    private static Outcome taken(Visit visit, Publication publication, Principal publisher, Situation situation) {
        var integrity = Integrity.of(publication.tarball());
        var repeated =
                situation.available().filter(release -> release.repeatedBy(publisher, integrity, publication.tag()));
        return repeated.isPresent()
                ? new Outcome.AlreadyPublished(
                        publication.name(), publication.version(), situation.graceEnd(visit.at()))
                : new Outcome.VersionTaken(
                        publication.name(),
                        publication.version(),
                        situation.available().isEmpty());
    }

    /// A new package belongs to the person who made it. What a service account made, the team maintains by which it
    /// could; what another machine made, the organization's admins manage. The same holds when a package whose versions
    /// were all unpublished begins anew.
    private static PackageHead born(Situation situation, Publication publication, Release release) {
        var firstVisibility = situation.policy().map(OrgPolicy::firstVisibility).orElseThrow();
        return PackageHead.unborn(
                publication.name(),
                situation.head().map(PackageHead::revision).orElse(0L),
                madeBy(situation, PackageAccess.of(publication.access().orElse(firstVisibility))),
                release.publishedAt());
    }

    private static PackageAccess madeBy(Situation situation, PackageAccess access) {
        if (!(situation.caller() instanceof Caller.Holder(var credential, var place, var _))) {
            throw new IllegalStateException("nobody publishes anonymously");
        }
        return switch (place) {
            case Place.Member(var _, var since, var _)
            when credential.principal() instanceof Principal.Person(var id, var handle) ->
                access.with(id, new PackageAccess.Collaborator(handle, PackageRole.OWNER, Optional.of(since)));
            case Place.ServiceAccount _ ->
                situation.grounds(Permission.CREATE_PACKAGES).getFirst() instanceof Ground.ByTeam(var team, var _)
                        ? access.with(team, PackageRole.MAINTAINER)
                        : access;
            case Place.Member _, Place.Machine _, Place.Outside _ -> access;
        };
    }

    /// The first version is `latest` whatever tag it came with, or a plain install would find nothing.
    private static PackageHead next(PackageHead before, Publication publication, Release release) {
        Map<DistTag, Version> tags = new HashMap<>(before.tags());
        tags.put(publication.tag(), release.version());
        tags.putIfAbsent(DistTag.LATEST, release.version());
        var summary = release.version().equals(tags.get(DistTag.LATEST))
                ? new Summary(
                        release.version().value(),
                        publication.description(),
                        publication.keywords(),
                        release.publisher().shownName())
                : before.summary();
        return before.changed(
                tags, before.versions() + 1, before.storedBytes() + release.bytes(), summary, release.publishedAt());
    }

    private static VersionPublished action(Release release, PackageHead before, PackageHead next) {
        return new VersionPublished(
                release.name().toString(),
                release.version().value(),
                release.tag().value(),
                Optional.ofNullable(before.tags().get(release.tag())).map(Version::value),
                release.integrity().sha512(),
                release.bytes(),
                before.live() ? Optional.empty() : Optional.of(next.access().visibility()));
    }

    private static Outcome published(Publication publication, PackageHead next, Optional<Instant> graceEnd) {
        var visibility = next.access().visibility();
        return new Outcome.Published(
                next.name(),
                publication.version(),
                visibility,
                publication.access().filter(asked -> asked != visibility),
                graceEnd);
    }
}
