package dev.slipway.audit.seal;

import dev.slipway.audit.seal.Finding.Kind;
import dev.slipway.audit.seal.LoggedEvents.Match;
import dev.slipway.audit.seal.Seal.NoSeal;
import dev.slipway.audit.seal.SealFile.Signed;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Looks through a copy of an organization's seals, without asking the registry anything: whether all of them are
/// there, in their order, signed by a key that is trusted, with the events that were sealed and no others.
public final class VerifySeals {

    private final OrgSlug org;
    private final Map<String, SealKey> keys = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Missing> unlogged = new ArrayList<>();
    private final TreeSet<String> recent = new TreeSet<>();
    private Optional<Seal> last = Optional.empty();
    private boolean broken;
    private long seals;
    private long events;

    /// A sealed event that the log doesn't have.
    private record Missing(long seal, String file, String id) {}

    /// @param keys those that are trusted
    public VerifySeals(OrgSlug org, List<SealKey> keys) {
        this.org = org;
        keys.forEach(key -> this.keys.put(key.fingerprint(), key));
    }

    /// Which organization the seals of a copy say that they are of, by the first that can be read.
    public static Optional<OrgSlug> claimed(Copy copy) throws IOException {
        for (var name : new TreeSet<>(copy.names())) {
            try (var lines = SealFile.open(copy.open(name))) {
                return Optional.of(SealFile.read(lines).seal().org());
            } catch (IOException | NoSeal _) {
                // Another one may say.
            }
        }
        return Optional.empty();
    }

    /// @param head the digest of a seal that somebody remembers, which must be among them; empty if nobody does
    /// @param log what the log is now, to be held against them; empty if nobody asked
    public Report run(Copy copy, Optional<String> head, Optional<LoggedEvents> log) throws IOException {
        var files = new TreeMap<Long, String>();
        for (var name : new TreeSet<>(copy.names())) {
            var number = SealFile.number(name);
            if (name.startsWith(".")) {
                notes.add(name + " is passed over: its name begins with a dot.");
            } else if (number.isEmpty() || number.getAsLong() == 0) {
                find(Kind.INSERTED, name, "it is no file of the registry's");
            } else {
                files.put(number.getAsLong(), name);
            }
        }
        var found = head.isEmpty();
        long expected = 1;
        for (var file : files.entrySet()) {
            missing(expected, file.getKey());
            expected = file.getKey() + 1;
            var seal = check(copy, file.getKey(), file.getValue(), log);
            found |= seal.map(Seal::sha256).equals(head);
        }
        if (!found) {
            find(Kind.REMOVED, "the chain", "the seal " + head.orElseThrow() + " is not in it");
        }
        log.ifPresent(this::compare);
        return new Report(seals, events, last, findings, notes);
    }

    private void missing(long from, long next) {
        if (next == from + 1) {
            find(Kind.REMOVED, SealFile.name(from), "seal " + from + " is missing");
        } else if (next > from) {
            find(Kind.REMOVED, SealFile.name(from), "the seals " + from + " to " + (next - 1) + " are missing");
        }
        if (next > from) {
            lose();
        }
    }

    /// What comes next can't be held against what came before.
    private void lose() {
        last = Optional.empty();
        broken = true;
    }

    private Optional<Seal> check(Copy copy, long number, String file, Optional<LoggedEvents> log) {
        seals++;
        try (var lines = SealFile.open(copy.open(file))) {
            var signed = SealFile.read(lines);
            var sound = check(number, file, signed);
            var contents = new Contents(file, signed.seal());
            findings.addAll(contents.check(lines, (event, line) -> match(signed.seal(), file, event, line, log)));
            events += signed.seal().events().size();
            if (sound) {
                last = Optional.of(signed.seal());
                return last;
            }
        } catch (NoSeal e) {
            find(Kind.ALTERED, file, "it is no seal: " + e.getMessage());
        } catch (IOException e) {
            find(Kind.UNREADABLE, file, String.valueOf(e.getMessage()));
        }
        lose();
        return Optional.empty();
    }

    /// @return whether it is the seal that it should be, so that the next can be held against it
    private boolean check(long number, String file, Signed signed) {
        var seal = signed.seal();
        var key = keys.get(seal.key());
        if (key == null) {
            find(Kind.FORGED, file, "it says that it was signed by another key, " + seal.key());
            return false;
        }
        if (!signed.by(key)) {
            find(Kind.FORGED, file, "the key didn't sign this: the seal was altered, or is somebody else's");
            return false;
        }
        if (!seal.org().equals(org)) {
            find(Kind.MISPLACED, file, "it is a seal of " + seal.org() + " and not of " + org);
            return false;
        }
        if (seal.number() != number) {
            find(Kind.MISPLACED, file, "it is seal " + seal.number() + " under the name of seal " + number);
            return false;
        }
        seal.flaw().ifPresent(flaw -> find(Kind.ALTERED, file, flaw));
        follows(file, seal);
        again(file, seal);
        return true;
    }

    private void follows(String file, Seal seal) {
        if (seal.number() == 1) {
            if (seal.before().isPresent() || !seal.from().equals(Instant.EPOCH)) {
                find(Kind.ALTERED, file, "it is the first seal and says that there was one before");
            }
            return;
        }
        last.filter(before -> before.number() + 1 == seal.number()).ifPresent(before -> {
            if (!seal.before().equals(Optional.of(before.sha256()))) {
                find(Kind.MISPLACED, file, "it doesn't follow seal " + before.number() + ": the chain was forked here");
            } else if (!seal.from().equals(before.to())) {
                find(Kind.ALTERED, file, "it doesn't begin where seal " + before.number() + " ended");
            }
        });
    }

    /// An event is sealed once. Another seal could only have it as a late one, so not all have to be remembered.
    private void again(String file, Seal seal) {
        recent.headSet(Ids.first(seal.from().minus(Seal.LATE))).clear();
        for (var event : seal.events()) {
            if (!recent.add(event.id())) {
                find(Kind.INSERTED, file, "event " + event.id() + " was sealed before");
            }
        }
    }

    private void match(Seal seal, String file, Digest event, Optional<String> line, Optional<LoggedEvents> logged) {
        if (logged.isEmpty()) {
            return;
        }
        var log = logged.get();
        line.ifPresent(log::noteArchived);
        var match = log.match(event, line);
        if (match == Match.ALTERED) {
            find(Kind.ALTERED, "log", "event " + event.id() + " is not what " + file + " has");
        } else if (match == Match.MISSING) {
            unlogged.add(new Missing(seal.number(), file, event.id()));
        }
    }

    private void compare(LoggedEvents log) {
        unlogged.stream()
                .filter(event -> event.seal() > log.archived())
                .forEach(event -> find(
                        Kind.REMOVED, "log", "event " + event.id() + " is missing, which " + event.file() + " has"));
        if (unlogged.stream().anyMatch(event -> event.seal() <= log.archived())) {
            notes.add("The events of the seals up to " + log.archived()
                    + " have left the log, as an event audit.archived says: those that it lacks were not missed.");
        }
        if (!log.installs()) {
            notes.add("The log that was given has no installs: those that were sealed were not looked for in it.");
        }
        var strange = log.unmatched();
        if (broken && !strange.isEmpty()) {
            notes.add(
                    strange.size() + " events of the log stand in no seal that can be trusted. As seals are missing or"
                            + " altered, nothing follows from that.");
            return;
        }
        var end = last.map(Seal::to).orElse(Instant.EPOCH);
        var fresh = strange.tailSet(Ids.first(end));
        if (!fresh.isEmpty()) {
            notes.add(fresh.size() + " events of the log are not sealed yet, the first of them of "
                    + Ids.drawnAt(fresh.first()) + ".");
        }
        var inserted = strange.headSet(Ids.first(end.minus(Seal.LATE)));
        inserted.forEach(id -> find(Kind.INSERTED, "log", "event " + id + " is of a time that is sealed, without it"));
        var late = strange.size() - fresh.size() - inserted.size();
        if (late > 0) {
            notes.add(late + " events of the log are of the hour before the last seal's end and not in it: they were"
                    + " written late, and the next seal has them, or they were inserted.");
        }
    }

    private void find(Kind kind, String where, String what) {
        findings.add(new Finding(kind, where, what));
    }
}
