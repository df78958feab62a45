package dev.slipway.audit;

import dev.slipway.access.Decision;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditQuery.Order;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Position;
import dev.slipway.kernel.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Shows an organization's audit log to those who may read it.
///
/// Events have the time of their request, and are there when it has succeeded, some moments later. Whoever reads from
/// the past on is shown nothing of the last minute, so that nothing appears behind their back. Whoever looks by an
/// index, which follows the table, is shown nothing of the last ten seconds.
public final class ListAuditEvents {

    /// More than any request takes.
    static final Duration SETTLED = Duration.ofMinutes(1);

    /// More than an index lags behind.
    static final Duration INDEXED = Duration.ofSeconds(10);

    private final AuditLog log;
    private final Standings standings;

    public ListAuditEvents(AuditLog log, Standings standings) {
        this.log = log;
        this.standings = standings;
    }

    /// What was found.
    public sealed interface Outcome {

        record Listed(Page<RecordedEvent> events) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, AuditQuery query, Slice slice) {
        var standing = standings.findIn(visit.presented(), query.org());
        return switch (standing.may(Permission.READ_AUDIT_LOG, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("no log is open to anyone");
            case Decision.Allowed _ -> new Outcome.Listed(list(query, slice, visit.at()));
        };
    }

    private Page<RecordedEvent> list(AuditQuery query, Slice slice, Instant now) {
        var settled = settled(query, now);
        var page = log.list(settled, slice);
        var goesOn = query.order() == Order.ASCENDING && settled.to().isBefore(query.to());
        return page.next().isEmpty() && goesOn
                ? new Page<>(page.items(), Optional.of(after(page, query, slice)))
                : page;
    }

    /// Whoever reads on from the past comes to the present, and can go on from there when there is more.
    private static Position after(Page<RecordedEvent> page, AuditQuery query, Slice slice) {
        return page.items().isEmpty()
                ? slice.after().orElseGet(() -> new Position(Ids.first(query.from())))
                : new Position(page.items().getLast().id());
    }

    private static AuditQuery settled(AuditQuery query, Instant now) {
        var latest = switch (query.order()) {
            case ASCENDING -> now.minus(SETTLED);
            case DESCENDING -> query.indexed() ? now.minus(INDEXED) : query.to();
        };
        return latest.isBefore(query.to()) ? query.upTo(latest) : query;
    }
}
