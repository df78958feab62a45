package dev.slipway.packages;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.audit.AuditAction.VersionsDeprecated;
import dev.slipway.audit.AuditAction.VersionsDeprecated.Messages;
import dev.slipway.audit.AuditAction.VersionsUnpublished;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.packages.ChangeHead.Plan;
import dev.slipway.packages.ChangeHead.Refusals;
import dev.slipway.packages.Printer.Change;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Deprecates versions, takes deprecations back, or unpublishes versions, as read from the difference between what
/// the client sent and what is there.
public final class RevisePackage {

    private final ChangeHead<Outcome> round;
    private final Packages packages;
    private final Printer printer;
    private final Tarballs tarballs;

    public RevisePackage(Packages packages, Tarballs tarballs, Editions editions, Printer printer, Ids ids) {
        this.round = new ChangeHead<>(packages, new Press(printer, editions, ids), ids);
        this.packages = packages;
        this.tarballs = tarballs;
        this.printer = printer;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// @param graceEnd when the organization stops publishing, if a payment has failed
        record MessagesChanged(Set<Version> versions, Optional<Instant> graceEnd) implements Outcome {}

        /// @param graceEnd as above
        record Unpublished(Set<Version> versions, Optional<Instant> graceEnd) implements Outcome {}

        /// The document says nothing new that is kept here.
        record NothingToChange() implements Outcome {}

        /// Somebody changed the package since the client read it, so what is missing from its document may just be
        /// unknown to it.
        record Stale(PackageName name) implements Outcome {}

        /// Taking the last version away is another request, `npm unpublish --force`.
        record WouldLeaveNothing(PackageName name) implements Outcome {}

        record TooManyAtOnce(int asked, int most) implements Outcome {}

        record NotFound() implements Outcome {}

        record Busy(PackageName name) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, RevisionIntent intent) {
        var permission = intent.removes() ? Permission.MANAGE_PACKAGE : Permission.PUBLISH_PACKAGES;
        var refusals = new Refusals<Outcome>(
                refused -> new Outcome.Refused(refused.why()), new Outcome.NotFound(), new Outcome.Busy(intent.name()));
        return round.run(
                visit,
                intent.name(),
                permission,
                refusals,
                (situation, head, edition) -> plan(visit, intent, head, edition, situation.graceEnd(visit.at())));
    }

    private Plan<Outcome> plan(
            Visit visit, RevisionIntent intent, PackageHead head, Edition edition, Optional<Instant> graceEnd) {
        if (intent.revision() != head.revision()) {
            return new Plan.Answer<>(new Outcome.Stale(intent.name()));
        }
        var current = printer.versions(edition);
        var removed = new HashSet<>(current.keySet());
        removed.removeAll(intent.versions().keySet());
        if (!intent.removes() || removed.isEmpty()) {
            return deprecate(visit, intent, head, current, graceEnd);
        }
        if (removed.size() == current.size()) {
            return new Plan.Answer<>(new Outcome.WouldLeaveNothing(intent.name()));
        }
        if (removed.size() > Packages.MOST_UNPUBLISHED_AT_ONCE) {
            return new Plan.Answer<>(new Outcome.TooManyAtOnce(removed.size(), Packages.MOST_UNPUBLISHED_AT_ONCE));
        }
        return unpublish(visit, head, edition, current, removed, graceEnd);
    }

    private static Plan<Outcome> deprecate(
            Visit visit,
            RevisionIntent intent,
            PackageHead head,
            Map<Version, Optional<String>> current,
            Optional<Instant> graceEnd) {
        var messages = new HashMap<Version, String>();
        current.forEach((version, message) -> {
            var wanted = intent.versions().getOrDefault(version, message);
            if (!wanted.equals(message)) {
                messages.put(version, wanted.orElse(""));
            }
        });
        if (messages.isEmpty()) {
            return new Plan.Answer<>(new Outcome.NothingToChange());
        }
        var changes = new TreeMap<String, Messages>();
        messages.forEach((version, message) -> changes.put(
                version.value(),
                new Messages(current.getOrDefault(version, Optional.empty()).orElse(""), message)));
        return new Plan.Write<>(
                head.retagged(head.tags(), visit.at()),
                new Change.Deprecation(messages),
                List.of(),
                new VersionsDeprecated(head.name().toString(), changes),
                new Outcome.MessagesChanged(Set.copyOf(messages.keySet()), graceEnd),
                () -> {});
    }

    private Plan<Outcome> unpublish(
            Visit visit,
            PackageHead head,
            Edition edition,
            Map<Version, Optional<String>> current,
            Set<Version> removed,
            Optional<Instant> graceEnd) {
        var releases = packages.findReleases(head.name(), removed);
        var kept = new HashMap<>(current);
        kept.keySet().removeAll(removed);
        var tags = new HashMap<>(head.tags());
        tags.values().removeAll(removed);
        tags.computeIfAbsent(DistTag.LATEST, _ -> latest(kept));
        var summary = tags.get(DistTag.LATEST).equals(head.tags().get(DistTag.LATEST))
                ? head.summary()
                : printer.summary(edition, tags.get(DistTag.LATEST));
        var freed = releases.stream().mapToLong(Release::bytes).sum();
        var next = head.changed(tags, kept.size(), head.storedBytes() - freed, summary, visit.at());
        var names = removed.stream().map(Version::value).toList();
        return new Plan.Write<>(
                next,
                new Change.Removed(removed),
                releases,
                new VersionsUnpublished(head.name().toString(), names),
                new Outcome.Unpublished(Set.copyOf(removed), graceEnd),
                () -> tarballs.discard(releases.stream().map(Release::tarball).toList()));
    }

    /// What `latest` falls back to: the highest version, a stable one before a prerelease, and one that is not
    /// deprecated before one that is. The client's own idea of it is not asked: npm's takes prereleases.
    private static Version latest(Map<Version, Optional<String>> kept) {
        return kept.entrySet().stream()
                .max(Comparator.comparing((Map.Entry<Version, Optional<String>> entry) ->
                                !entry.getKey().prerelease())
                        .thenComparing(entry -> entry.getValue().isEmpty())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .orElseThrow();
    }
}
