package dev.slipway.audit.seal;

import dev.slipway.audit.AuditLog;
import dev.slipway.audit.AuditQuery;
import dev.slipway.audit.AuditQuery.Include;
import dev.slipway.audit.AuditQuery.Order;
import dev.slipway.audit.RecordedEvent;
import dev.slipway.audit.seal.SealFile.Signed;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Slice;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes the next seal of one organization.
///
/// The file is there first, and only then the chain's end is moved. A run that dies between leaves a file which the
/// next one finds in its way and takes for its own, once it has seen that our key signed it. Of two at once, one has
/// its file stored, and the other goes on from there.
final class SealLog {

    /// An event has the time at which what it tells of began. No function takes longer.
    private static final Duration LONGEST_RUN = Duration.ofMinutes(15);

    private static final int PAGE = 1_000;

    private final AuditLog log;
    private final Chains chains;
    private final SealStore store;
    private final Signer signer;
    private final int most;

    /// @param most how many events a seal has; those of one millisecond are not parted
    SealLog(AuditLog log, Chains chains, SealStore store, Signer signer, int most) {
        this.log = log;
        this.chains = chains;
        this.store = store;
        this.signer = signer;
        this.most = most;
    }

    /// What was done.
    ///
    /// @param seals 0 or 1
    /// @param more whether there may be more to seal
    record Turn(int seals, int events, boolean more) {
        private static final Turn NOTHING = new Turn(0, 0, false);
    }

    /// @param upTo what is later is for another time
    /// @param now when this is
    Turn run(OrgSlug org, Instant upTo, Instant now) {
        var head = chains.find(org);
        var from = head.map(Head::to).orElse(Instant.EPOCH);
        if (!upTo.isAfter(from)) {
            return Turn.NOTHING;
        }
        var unsealed = read(org, head, from, upTo);
        if (unsealed.events().isEmpty()) {
            head.filter(end -> !end.settled() && !now.isBefore(end.to().plus(LONGEST_RUN)))
                    .ifPresent(end -> chains.settle(org, end));
            return Turn.NOTHING;
        }
        var lines = unsealed.events().stream().map(EventLine::of).toList();
        var seal = new Seal(
                org,
                head.map(Head::number).orElse(0L) + 1,
                head.map(Head::sha256),
                from,
                unsealed.to(),
                now.truncatedTo(ChronoUnit.MILLIS),
                signer.key().fingerprint(),
                digests(unsealed.events(), lines));
        var stored = store(seal, lines);
        chains.move(org, head, head.map(end -> end.next(stored)).orElseGet(() -> Head.first(stored)));
        return new Turn(1, stored.events().size(), unsealed.more() || !stored.equals(seal));
    }

    /// What is to be sealed.
    ///
    /// @param to up to where it is all there is
    /// @param more whether more comes behind that
    private record Unsealed(List<RecordedEvent> events, Instant to, boolean more) {}

    private Unsealed read(OrgSlug org, Optional<Head> head, Instant from, Instant upTo) {
        var begin = head.filter(end -> !end.settled()).isPresent() ? from.minus(Seal.LATE) : from;
        var query = new AuditQuery(
                org, begin, upTo, Include.ALL, Optional.empty(), Optional.empty(), Optional.empty(), Order.ASCENDING);
        var events = new ArrayList<RecordedEvent>();
        var sealed = Optional.<Set<String>>empty();
        for (var slice = Slice.first(PAGE); ; ) {
            var page = log.list(query, slice);
            if (sealed.isEmpty() && !page.items().isEmpty()) {
                sealed = Optional.of(head.map(end -> sealedBefore(org, end)).orElse(Set.of()));
            }
            for (var event : page.items()) {
                if (sealed.isPresent() && sealed.get().contains(event.id())) {
                    continue;
                }
                var at = Ids.drawnAt(event.id());
                if (events.size() >= most
                        && at.isAfter(Ids.drawnAt(events.getLast().id()))) {
                    return new Unsealed(events, at.isBefore(from) ? from : at, true);
                }
                events.add(event);
            }
            if (page.next().isEmpty()) {
                return new Unsealed(events, upTo, false);
            }
            slice = new Slice(page.next(), PAGE);
        }
    }

    /// What has been sealed of the hour before the chain's end. The last seal is read in any case: nothing is linked to
    /// one that isn't ours, whatever the table says.
    private Set<String> sealedBefore(OrgSlug org, Head head) {
        var seals = new StoredSeals(store, signer.key());
        var ids = new HashSet<String>();
        var wanted = head.sha256();
        for (var number = head.number(); ; number--) {
            var seal = seals.read(org, number);
            if (!seal.sha256().equals(wanted)) {
                throw new IllegalStateException("seal " + number + " of @" + org + " is not the one that was made");
            }
            seal.events().forEach(event -> ids.add(event.id()));
            var earlier = seal.before();
            if (earlier.isEmpty()
                    || head.settled()
                    || !seal.to().isAfter(head.to().minus(Seal.LATE))) {
                return ids;
            }
            wanted = earlier.get();
        }
    }

    private static List<Digest> digests(List<RecordedEvent> events, List<String> lines) {
        var digests = new ArrayList<Digest>();
        for (int i = 0; i < lines.size(); i++) {
            digests.add(Digest.of(events.get(i).id(), lines.get(i)));
        }
        return digests;
    }

    /// @return the seal of this number that is there now
    private Seal store(Seal seal, List<String> lines) {
        seal.flaw().ifPresent(flaw -> {
            throw new IllegalStateException("the log of @" + seal.org() + " can't be sealed: " + flaw);
        });
        var signed = Signed.by(signer, seal);
        if (!signed.by(signer.key())) {
            throw new IllegalStateException("what the key signed can't be checked by its public half");
        }
        if (store.putIfAbsent(seal.org(), SealFile.name(seal.number()), SealFile.write(signed, lines))) {
            return seal;
        }
        var there = new StoredSeals(store, signer.key()).read(seal.org(), seal.number());
        if (!there.before().equals(seal.before())) {
            throw new IllegalStateException(
                    "seal " + seal.number() + " of @" + seal.org() + " doesn't follow the one before it");
        }
        return there;
    }
}
