package dev.slipway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/// Where and when something was measured: no figure says anything without it.
public final class Machine {
    private Machine() {}

    public static String description() throws IOException {
        return String.format(
                Locale.ROOT,
                "%s, %d processors (%s), %.0f GiB, Linux %s, Java %s; load %s at the end",
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                row("/proc/cpuinfo", "model name"),
                Double.parseDouble(row("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / (1 << 20),
                System.getProperty("os.version"),
                Runtime.version(),
                Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
    }

    private static String row(String file, String name) throws IOException {
        try (var rows = Files.lines(Path.of(file))) {
            return rows.filter(row -> row.startsWith(name))
                    .map(row -> row.substring(row.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }
}
