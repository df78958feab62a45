package dev.slipway.audit;

import dev.slipway.audit.AuditExport.Format;
import dev.slipway.audit.AuditExport.Progress;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Position;
import dev.slipway.kernel.Slice;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.function.Function;

/// Writes a file of any size, a few parts in each turn, so that no run takes long and nobody waits for one.
///
/// A log doesn't change, so whoever writes a part again writes the same: a run that is called twice, or that broke off,
/// costs time and nothing else. How far the file is, is noted after each part; of two runs that write at once, one goes
/// on.
public final class WriteExport {

    /// So much of a file is held in memory, twice.
    static final int PART = 8 << 20;

    /// So many parts are written in a turn: some seconds.
    static final int PARTS_IN_A_TURN = 16;

    /// A line has 400 KB at most, and mostly less than one.
    static final int LINES_AT_ONCE = 200;

    private final AuditExports exports;
    private final AuditLog log;
    private final ExportFiles files;
    private final Function<Format, ExportFormat> formats;
    private final int part;
    private final int partsInATurn;
    private final int linesAtOnce;

    public WriteExport(AuditExports exports, AuditLog log, ExportFiles files, Function<Format, ExportFormat> formats) {
        this(exports, log, files, formats, PART, PARTS_IN_A_TURN, LINES_AT_ONCE);
    }

    /// With turns of other sizes.
    ///
    /// @param part in bytes; the storage wants [ExportFiles#SMALLEST_PART] at least
    /// @param linesAtOnce how many are read by one request
    public WriteExport(
            AuditExports exports,
            AuditLog log,
            ExportFiles files,
            Function<Format, ExportFormat> formats,
            int part,
            int partsInATurn,
            int linesAtOnce) {
        this.exports = exports;
        this.log = log;
        this.files = files;
        this.formats = formats;
        this.part = part;
        this.partsInATurn = partsInATurn;
        this.linesAtOnce = linesAtOnce;
    }

    /// What became of a turn.
    public sealed interface Outcome {

        record Finished(AuditExport export) implements Outcome {}

        /// The next turn goes on with it.
        record GoesOn(AuditExport export) implements Outcome {}

        /// It is written already, or somebody else writes it, or nobody wants it any more.
        record NothingToDo() implements Outcome {}
    }

    public Outcome run(OrgSlug org, ExportId id, int turn) {
        return exports.find(org, id)
                .map(export -> switch (export.progress()) {
                    case Progress.Ready _ -> new Outcome.NothingToDo();
                    case Progress.Writing writing when writing.turn() != turn -> new Outcome.NothingToDo();
                    case Progress.Writing writing -> write(export, writing);
                })
                .orElseGet(Outcome.NothingToDo::new);
    }

    private Outcome write(AuditExport begun, Progress.Writing writing) {
        var export = begun;
        var state = writing;
        for (int written = 0; written < partsInATurn; written++) {
            var piece = piece(export, state);
            if (state.upload().isEmpty() && piece.last().isEmpty()) {
                files.write(export, piece.bytes().toByteArray());
                return moved(
                        export, new Progress.Ready(piece.lines(), piece.bytes().size()), Outcome.Finished::new);
            }
            if (state.upload().isEmpty()) {
                var into = state.into(files.begin(export));
                if (!exports.advance(export, export.with(into))) {
                    return new Outcome.NothingToDo();
                }
                state = into;
                export = export.with(into);
            }
            var upload = state.upload().orElseThrow();
            files.writePart(export, upload, state.parts() + 1, piece.bytes().toByteArray());
            var further = state.with(piece.lines(), piece.bytes().size(), piece.last());
            if (piece.last().isEmpty()) {
                files.finish(export, upload);
                return moved(export, new Progress.Ready(further.lines(), further.bytes()), Outcome.Finished::new);
            }
            if (further.parts() == ExportFiles.MOST_PARTS) {
                throw new IllegalStateException("the export " + export.id() + " has more parts than a file can have");
            }
            if (!exports.advance(export, export.with(further))) {
                return new Outcome.NothingToDo();
            }
            state = further;
            export = export.with(further);
        }
        return moved(export, state.nextTurn(), Outcome.GoesOn::new);
    }

    /// Some lines as they stand in the file.
    ///
    /// @param last where the log goes on behind them; empty at its end
    private record Piece(ByteArrayOutputStream bytes, long lines, Optional<Position> last) {}

    private Outcome moved(AuditExport export, Progress to, Function<AuditExport, Outcome> outcome) {
        var after = export.with(to);
        return exports.advance(export, after) ? outcome.apply(after) : new Outcome.NothingToDo();
    }

    /// The next lines, about as many as a part holds.
    private Piece piece(AuditExport export, Progress.Writing state) {
        var format = formats.apply(export.format());
        var bytes = new ByteArrayOutputStream(64 << 10);
        if (state.parts() == 0) {
            bytes.writeBytes(format.head());
        }
        var after = state.after();
        long lines = 0;
        while (bytes.size() < part) {
            var page = log.list(export.query(), new Slice(after, linesAtOnce));
            page.items().forEach(event -> bytes.writeBytes(format.line(event)));
            lines += page.items().size();
            after = page.next();
            if (after.isEmpty()) {
                return new Piece(bytes, lines, Optional.empty());
            }
        }
        return new Piece(bytes, lines, after);
    }
}
