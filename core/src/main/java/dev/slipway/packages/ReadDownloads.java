package dev.slipway.packages;

import dev.slipway.access.Visibility;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/// Tells how often a public package was downloaded by callers that nobody knows, for whoever was shown the package.
public final class ReadDownloads {

    private static final int WEEK = 7;
    private static final int MONTH = 30;

    private final Downloads downloads;

    public ReadDownloads(Downloads downloads) {
        this.downloads = downloads;
    }

    /// @param week how many on the last seven days, this one included, in UTC
    /// @param month how many on the last thirty
    public record Anonymous(long week, long month) {}

    /// @return empty if the package is not public, since then nobody downloads it unknown
    public Optional<Anonymous> run(ShowPackage.Outcome.Shown shown, Instant now) {
        if (shown.head().access().visibility() != Visibility.PUBLIC) {
            return Optional.empty();
        }
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var perDay = downloads.list(shown.head().name(), today.minusDays(MONTH - 1), today);
        return Optional.of(new Anonymous(since(today.minusDays(WEEK - 1), perDay), since(LocalDate.MIN, perDay)));
    }

    private static long since(LocalDate first, Map<LocalDate, Long> perDay) {
        return perDay.entrySet().stream()
                .filter(day -> !day.getKey().isBefore(first))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
