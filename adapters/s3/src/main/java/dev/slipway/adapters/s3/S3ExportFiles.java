package dev.slipway.adapters.s3;

import dev.slipway.audit.AuditExport;
import dev.slipway.audit.ExportFiles;
import java.net.URI;
import java.util.Optional;

/// The files of exports in the bucket, whose lifecycle deletes them after a day, as it does what was begun and never
/// finished.
public final class S3ExportFiles implements ExportFiles {

    private final Bucket bucket;

    public S3ExportFiles(Bucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public void write(AuditExport export, byte[] bytes) {
        bucket.put(key(export), bytes, contentType(export), Optional.empty());
    }

    @Override
    public String begin(AuditExport export) {
        return bucket.beginParts(key(export), contentType(export));
    }

    /// What is gone was joined by a run that broke off right after, or that was faster.
    @Override
    public void writePart(AuditExport export, String upload, int number, byte[] bytes) {
        if (!bucket.putPart(key(export), upload, number, bytes)) {
            requireJoined(export);
        }
    }

    @Override
    public void finish(AuditExport export, String upload) {
        if (!bucket.join(key(export), upload)) {
            requireJoined(export);
        }
    }

    private void requireJoined(AuditExport export) {
        if (!bucket.list(key(export)).contains(key(export))) {
            throw new IllegalStateException("the parts of the export " + export.id() + " are gone");
        }
    }

    @Override
    public URI link(AuditExport export) {
        return bucket.linkToFile(
                key(export),
                "audit-" + export.org() + "-" + export.id() + "."
                        + export.format().wireName());
    }

    private static String key(AuditExport export) {
        return "exports/" + export.org() + "/" + export.id() + "."
                + export.format().wireName();
    }

    private static String contentType(AuditExport export) {
        return switch (export.format()) {
            case JSON_LINES -> "application/x-ndjson";
            case CSV -> "text/csv; charset=utf-8; header=present";
        };
    }
}
