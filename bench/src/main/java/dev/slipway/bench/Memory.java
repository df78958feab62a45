package dev.slipway.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What processes hold of the machine's memory, in MiB, as Linux counts it.
public final class Memory {
    private Memory() {}

    /// The most one process has ever held.
    public static double peak(ProcessHandle process) {
        return mebibytes(process, "VmHWM:");
    }

    /// What a process and all its descendants hold now.
    public static double ofTree(ProcessHandle root) {
        return Stream.concat(Stream.of(root), root.descendants())
                .mapToDouble(process -> mebibytes(process, "VmRSS:"))
                .sum();
    }

    private static double mebibytes(ProcessHandle process, String row) {
        try (var rows = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return rows.filter(line -> line.startsWith(row))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024.0;
        } catch (NoSuchFileException ended) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
