package dev.slipway.packages;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditAction.TagMoved;
import dev.slipway.audit.AuditAction.TagRemoved;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.packages.ChangeHead.Plan;
import dev.slipway.packages.ChangeHead.Refusals;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// Points a dist-tag at a version, or takes it away.
public final class MoveTag {

    private final ChangeHead<Outcome> round;
    private final Printer printer;

    public MoveTag(Packages packages, Editions editions, Printer printer, Ids ids) {
        this.round = new ChangeHead<>(packages, new Press(printer, editions, ids), ids);
        this.printer = printer;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// The tags are as they were asked to be, perhaps before.
        ///
        /// @param graceEnd when the organization stops publishing, if a payment has failed
        record Moved(PackageName name, Optional<Instant> graceEnd) implements Outcome {}

        record NoSuchVersion(PackageName name, Version version) implements Outcome {}

        record NoSuchTag(PackageName name, DistTag tag) implements Outcome {}

        /// `latest` can be moved but not taken away: a plain install would find nothing.
        record LatestStays() implements Outcome {}

        record TooManyTags(PackageName name, int most) implements Outcome {}

        record NotFound() implements Outcome {}

        record Busy(PackageName name) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// `npm dist-tag add @acme/pad@1.2.0 beta`. Where the tag is there already, nothing is written.
    public Outcome put(Visit visit, PackageName name, DistTag tag, Version version) {
        return round.run(visit, name, Permission.PUBLISH_PACKAGES, refusals(name), (situation, head, edition) -> {
            var moved = new Outcome.Moved(name, situation.graceEnd(visit.at()));
            if (version.equals(head.tags().get(tag))) {
                return new Plan.Answer<>(moved);
            }
            if (!printer.versions(edition).containsKey(version)) {
                return new Plan.Answer<>(new Outcome.NoSuchVersion(name, version));
            }
            if (head.tags().size() >= PackageHead.MOST_TAGS && !head.tags().containsKey(tag)) {
                return new Plan.Answer<>(new Outcome.TooManyTags(name, PackageHead.MOST_TAGS));
            }
            var from = Optional.ofNullable(head.tags().get(tag)).map(Version::value);
            var tags = new HashMap<>(head.tags());
            tags.put(tag, version);
            var summary = tag.equals(DistTag.LATEST) ? printer.summary(edition, version) : head.summary();
            var next = head.changed(tags, head.versions(), head.storedBytes(), summary, visit.at());
            return write(next, new TagMoved(name.toString(), tag.value(), from, version.value()), moved);
        });
    }

    /// `npm dist-tag rm @acme/pad beta`.
    public Outcome remove(Visit visit, PackageName name, DistTag tag) {
        return round.run(visit, name, Permission.PUBLISH_PACKAGES, refusals(name), (situation, head, _) -> {
            var from = head.tags().get(tag);
            if (from == null) {
                return new Plan.Answer<>(new Outcome.NoSuchTag(name, tag));
            }
            if (tag.equals(DistTag.LATEST)) {
                return new Plan.Answer<>(new Outcome.LatestStays());
            }
            var tags = new HashMap<>(head.tags());
            tags.remove(tag);
            return write(
                    head.retagged(tags, visit.at()),
                    new TagRemoved(name.toString(), tag.value(), from.value()),
                    new Outcome.Moved(name, situation.graceEnd(visit.at())));
        });
    }

    private static Plan<Outcome> write(PackageHead next, AuditAction action, Outcome moved) {
        return new Plan.Write<>(next, new Printer.Change.HeadOnly(), List.of(), action, moved, () -> {});
    }

    private static Refusals<Outcome> refusals(PackageName name) {
        return new Refusals<>(
                refused -> new Outcome.Refused(refused.why()), new Outcome.NotFound(), new Outcome.Busy(name));
    }
}
