package dev.slipway.audit;

import java.net.URI;

/// Where the files of exports are kept. Whatever is written under the same number again takes the place of what was
/// there.
public interface ExportFiles {

    /// No part may be smaller but the last.
    int SMALLEST_PART = 5 << 20;

    int MOST_PARTS = 10_000;

    /// Stores a file that is small enough to be written at once.
    void write(AuditExport export, byte[] bytes);

    /// Begins a file of parts, which is nowhere to be had before it is finished.
    ///
    /// @return what it is called until then
    String begin(AuditExport export);

    /// @param number from 1
    void writePart(AuditExport export, String upload, int number, byte[] bytes);

    /// Puts the parts together. Once more does nothing.
    void finish(AuditExport export, String upload);

    /// A link that gives the file to whoever has it, for a minute, under a name that says what it is.
    URI link(AuditExport export);
}
