package dev.slipway.local.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.audit.AuditExport;
import dev.slipway.audit.ExportFiles;
import dev.slipway.audit.ExportId;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Files in memory, whose parts may be as small as a test likes: S3 wants 5 MB. For all else it is as S3.
final class HeldFiles implements ExportFiles {

    private final Map<ExportId, byte[]> files = new HashMap<>();
    private final Map<String, TreeMap<Integer, byte[]>> uploads = new HashMap<>();

    synchronized String text(AuditExport export) {
        return new String(files.get(export.id()), UTF_8);
    }

    @Override
    public synchronized void write(AuditExport export, byte[] bytes) {
        files.put(export.id(), bytes);
    }

    @Override
    public synchronized String begin(AuditExport export) {
        var upload = export.id() + " " + uploads.size();
        uploads.put(upload, new TreeMap<>());
        return upload;
    }

    @Override
    public synchronized void writePart(AuditExport export, String upload, int number, byte[] bytes) {
        var parts = uploads.get(upload);
        if (parts != null) {
            parts.put(number, bytes);
        } else if (!files.containsKey(export.id())) {
            throw new IllegalStateException("no such upload");
        }
    }

    @Override
    public synchronized void finish(AuditExport export, String upload) {
        var parts = uploads.remove(upload);
        if (parts != null) {
            var whole = new ByteArrayOutputStream();
            parts.values().forEach(whole::writeBytes);
            files.put(export.id(), whole.toByteArray());
        } else if (!files.containsKey(export.id())) {
            throw new IllegalStateException("no such upload");
        }
    }

    @Override
    public URI link(AuditExport export) {
        throw new IllegalStateException("nobody asks for it here");
    }
}
