package dev.slipway.audit;

/// How events are written into a file.
public interface ExportFormat {

    /// What stands above them.
    byte[] head();

    /// One of them, with the end of its line.
    byte[] line(RecordedEvent event);
}
