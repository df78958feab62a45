package dev.slipway.audit;

import dev.slipway.access.Actor;
import dev.slipway.access.Decision;
import dev.slipway.access.Permission;
import dev.slipway.access.RateLimit;
import dev.slipway.access.RateLimits;
import dev.slipway.access.RateLimits.Answer;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditAction.AuditExported;
import dev.slipway.audit.AuditExport.Format;
import dev.slipway.kernel.Ids;
import java.time.Duration;

/// Has a part of an organization's audit log written to a file, for those who may read it.
///
/// It takes as long as it takes, and the answer doesn't wait for it. What somebody took out of a log is in the log.
public final class RequestExport {

    /// Each may be of gigabytes.
    private static final RateLimit OF_ORGANIZATION = new RateLimit("audit-export", 20, Duration.ofHours(1));

    private final AuditExports exports;
    private final Standings standings;
    private final RateLimits limits;
    private final Ids ids;

    public RequestExport(AuditExports exports, Standings standings, RateLimits limits, Ids ids) {
        this.exports = exports;
        this.standings = standings;
        this.limits = limits;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// It is being written.
        record Requested(AuditExport export) implements Outcome {}

        /// The organization has had too many of late.
        record TooMany(Duration retryAfter) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// @param query which events; they are written in the order of time, and none of the last minute, which might not
    ///     be complete
    public Outcome run(Visit visit, AuditQuery query, Format format) {
        var standing = standings.findIn(visit.presented(), query.org());
        return switch (standing.may(Permission.READ_AUDIT_LOG, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("no log is open to anyone");
            case Decision.Allowed(var principal) ->
                switch (limits.spend(OF_ORGANIZATION, query.org().value(), visit.at())) {
                    case Answer.TooFast(var wait) -> new Outcome.TooMany(wait);
                    case Answer.Allowed _ -> new Outcome.Requested(request(visit, query, format, principal));
                };
        };
    }

    private AuditExport request(Visit visit, AuditQuery query, Format format, Actor by) {
        var settled = query.settledAt(visit.at().minus(ListAuditEvents.SETTLED));
        var export = AuditExport.of(new ExportId(ids.next(visit.at())), settled, format, by, visit.at());
        exports.request(
                export,
                visit.entry(
                        ids.next(visit.at()),
                        new Book.OfOrganization(query.org()),
                        by,
                        new AuditExported(
                                export.id().value(),
                                format.wireName(),
                                settled.from(),
                                settled.to(),
                                settled.words())));
        return export;
    }
}
