package dev.slipway.audit.seal;

import dev.slipway.kernel.Ids;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/// What the registry says that the log is now, as far as somebody asked for it.
public final class LoggedEvents {

    /// How an event of the log stands to the sealed one.
    enum Match {
        SAME,
        ALTERED,
        /// It isn't there.
        MISSING,
        /// Nobody asked for it.
        NOT_ASKED
    }

    private final String first;
    private final String tooLate;
    private final Map<String, String> unmatched = new HashMap<>();
    private boolean installs;
    private long archived;

    /// @param from the first moment that was asked for
    /// @param to the first moment that wasn't
    public LoggedEvents(Instant from, Instant to) {
        this.first = Ids.first(from);
        this.tooLate = Ids.first(to);
    }

    /// Takes an event, once each: that of an id that was there before is not taken.
    ///
    /// @param line in its canonical form
    public boolean add(String id, String line) {
        installs |= EventLine.isInstall(line);
        noteArchived(line);
        return unmatched.putIfAbsent(id, Sha256.of(line)) == null;
    }

    /// Takes note of an event that says which seals' events have left the log.
    void noteArchived(String line) {
        archived = Math.max(archived, EventLine.archivedUpTo(line));
    }

    /// The number of the last seal whose events have left the log; 0 if none have.
    long archived() {
        return archived;
    }

    /// Whether there is any install among them: they are given to those alone who ask for them.
    boolean installs() {
        return installs;
    }

    /// Matches a sealed event with its own, and takes that out.
    Match match(Digest event, Optional<String> line) {
        var logged = unmatched.remove(event.id());
        if (logged != null) {
            return logged.equals(event.sha256()) ? Match.SAME : Match.ALTERED;
        }
        var asked = event.id().compareTo(first) >= 0
                && event.id().compareTo(tooLate) < 0
                && (installs || line.filter(EventLine::isInstall).isEmpty());
        return asked ? Match.MISSING : Match.NOT_ASKED;
    }

    /// The ids of those that no sealed event was matched with.
    NavigableSet<String> unmatched() {
        return new TreeSet<>(unmatched.keySet());
    }
}
