package dev.slipway.local.audit;

import dev.slipway.audit.AuditExport;
import dev.slipway.audit.ExportFiles;
import java.net.URI;
import java.util.function.Supplier;

/// A storage that a run breaks off at: right before a call, or right after it was made.
final class BreakingFiles implements ExportFiles {

    /// The run is over.
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final ExportFiles files;
    private int left;
    private boolean broke;

    /// @param moment which one it breaks off at, two for each call
    BreakingFiles(ExportFiles files, int moment) {
        this.files = files;
        this.left = moment;
    }

    boolean broke() {
        return broke;
    }

    private <T> T passing(Supplier<T> call) {
        breakOff();
        var answer = call.get();
        breakOff();
        return answer;
    }

    private void breakOff() {
        if (left-- == 0) {
            broke = true;
            throw new Broken();
        }
    }

    @Override
    public void write(AuditExport export, byte[] bytes) {
        passing(() -> {
            files.write(export, bytes);
            return "";
        });
    }

    @Override
    public String begin(AuditExport export) {
        return passing(() -> files.begin(export));
    }

    @Override
    public void writePart(AuditExport export, String upload, int number, byte[] bytes) {
        passing(() -> {
            files.writePart(export, upload, number, bytes);
            return "";
        });
    }

    @Override
    public void finish(AuditExport export, String upload) {
        passing(() -> {
            files.finish(export, upload);
            return "";
        });
    }

    @Override
    public URI link(AuditExport export) {
        return files.link(export);
    }
}
