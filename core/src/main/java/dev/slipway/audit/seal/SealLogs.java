package dev.slipway.audit.seal;

import dev.slipway.audit.AuditLog;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Slice;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Seals what has happened in all organizations up to ten minutes ago: called at ten past, the hour that is over.
///
/// They take turns, of one seal each, so that one with much to seal doesn't keep the others waiting. When its time is
/// nearly over a run takes up nothing more, and the next one goes on where each chain ends. It begins elsewhere in the
/// list, so that nobody is always the last.
public final class SealLogs {

    /// What is called earlier than that may still be on its way.
    private static final Duration SETTLED = Duration.ofMinutes(10);

    /// More than any request takes.
    private static final Duration RECENT = Duration.ofMinutes(1);

    /// Of the 15 minutes that a function may take. A turn takes some seconds at most.
    private static final Duration TIME = Duration.ofMinutes(10);

    /// Some 10 MB in memory and 1 MB in the bucket.
    private static final int MOST_EVENTS = 10_000;

    private static final int PAGE = 100;

    private final Chains chains;
    private final SealLog seal;
    private final ArchiveLog archive;
    private final Optional<Duration> keep;

    /// @param keep how long events stay in the log once they are sealed; empty for ever
    public SealLogs(AuditLog log, Chains chains, SealStore store, Signer signer, Ids ids, Optional<Duration> keep) {
        this(log, chains, store, signer, ids, keep, MOST_EVENTS);
    }

    SealLogs(
            AuditLog log,
            Chains chains,
            SealStore store,
            Signer signer,
            Ids ids,
            Optional<Duration> keep,
            int mostEvents) {
        this.chains = chains;
        this.seal = new SealLog(log, chains, store, signer, mostEvents);
        this.archive = new ArchiveLog(chains, store, signer, ids);
        this.keep = keep;
    }

    /// An organization whose log could not be sealed.
    public record Failed(OrgSlug org, RuntimeException why) {}

    /// What a run has done.
    ///
    /// @param left how many organizations it had no time for
    /// @param archived how many events have left their logs
    public record Outcome(int organizations, int seals, long events, long archived, int left, List<Failed> failed) {}

    /// What one run has done so far.
    private static final class Tally {
        private int seals;
        private long events;
        private long archived;
        private final List<Failed> failed = new ArrayList<>();
    }

    /// @param due the moment that this was called for
    public Outcome run(Instant due, InstantSource clock) {
        var began = clock.instant();
        var upTo = earlier(due.minus(SETTLED), began.minus(RECENT)).truncatedTo(ChronoUnit.MINUTES);
        var all = organizations(due);
        var tally = new Tally();
        var waiting = all;
        while (!waiting.isEmpty()) {
            var again = new ArrayList<OrgSlug>();
            for (int i = 0; i < waiting.size(); i++) {
                var org = waiting.get(i);
                if (isOver(began, clock)) {
                    var left = waiting.size() - i + again.size();
                    return new Outcome(all.size(), tally.seals, tally.events, tally.archived, left, tally.failed);
                }
                if (turn(org, upTo, began, clock, tally)) {
                    again.add(org);
                }
            }
            waiting = again;
        }
        return new Outcome(all.size(), tally.seals, tally.events, tally.archived, 0, tally.failed);
    }

    /// @return whether there is more to do for this one
    private boolean turn(OrgSlug org, Instant upTo, Instant began, InstantSource clock, Tally tally) {
        try {
            var turn = seal.run(org, upTo, clock.instant());
            tally.seals += turn.seals();
            tally.events += turn.events();
            if (!turn.more() && keep.isPresent()) {
                tally.archived +=
                        archive.run(org, upTo.minus(keep.get()), clock.instant(), () -> !isOver(began, clock));
            }
            return turn.more();
        } catch (RuntimeException e) {
            tally.failed.add(new Failed(org, e));
            return false;
        }
    }

    private static boolean isOver(Instant began, InstantSource clock) {
        return clock.instant().isAfter(began.plus(TIME));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private List<OrgSlug> organizations(Instant due) {
        var all = new ArrayList<OrgSlug>();
        for (var slice = Slice.first(PAGE); ; ) {
            var page = chains.organizations(slice);
            all.addAll(page.items());
            if (page.next().isEmpty()) {
                // By the golden section of the list: it comes round to everybody soon.
                Collections.rotate(all, (int) (due.getEpochSecond() / 3_600.0 * 0.618 % 1 * all.size()));
                return all;
            }
            slice = new Slice(page.next(), PAGE);
        }
    }
}
