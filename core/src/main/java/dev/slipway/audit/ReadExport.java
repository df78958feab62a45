package dev.slipway.audit;

import dev.slipway.access.Decision;
import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditExport.Progress;
import dev.slipway.kernel.OrgSlug;
import java.net.URI;
import java.time.Instant;

/// Says how far an export is, and gives the file out once it is there.
public final class ReadExport {

    private final AuditExports exports;
    private final ExportFiles files;
    private final Standings standings;

    public ReadExport(AuditExports exports, ExportFiles files, Standings standings) {
        this.exports = exports;
        this.files = files;
        this.standings = standings;
    }

    /// What was found.
    public sealed interface Outcome {

        record Writing(AuditExport export) implements Outcome {}

        /// @param link gives the file to whoever has it, for a minute
        record Ready(AuditExport export, URI link) implements Outcome {}

        /// There is none, or it has been deleted since.
        record Gone(ExportId id) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, ExportId id) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (standing.may(Permission.READ_AUDIT_LOG, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("no log is open to anyone");
            case Decision.Allowed _ -> read(org, id, visit.at());
        };
    }

    private Outcome read(OrgSlug org, ExportId id, Instant now) {
        return exports.find(org, id)
                .filter(export -> now.isBefore(export.until()))
                .<Outcome>map(export -> switch (export.progress()) {
                    case Progress.Writing _ -> new Outcome.Writing(export);
                    case Progress.Ready _ -> new Outcome.Ready(export, files.link(export));
                })
                .orElseGet(() -> new Outcome.Gone(id));
    }
}
