package dev.slipway.functions.auditquery;

import dev.slipway.kernel.Malformed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// Moments as somebody writes them who asks for a range: RFC 3339, or a day in UTC.
final class Moments {

    private static final String DAY = "\\d{4}-\\d{2}-\\d{2}";

    private Moments() {}

    /// The beginning of a range.
    ///
    /// @throws Malformed `invalid_time`
    static Optional<Instant> from(Optional<String> text) {
        return text.map(written -> written.matches(DAY) ? day("from", written, 0) : time("from", written));
    }

    /// The first moment behind a range: a day is in it as a whole.
    ///
    /// @throws Malformed `invalid_time`
    static Optional<Instant> to(Optional<String> text) {
        return text.map(written -> written.matches(DAY) ? day("to", written, 1) : time("to", written));
    }

    private static Instant day(String name, String written, int more) {
        try {
            return LocalDate.parse(written)
                    .plusDays(more)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeException _) {
            throw invalid(name);
        }
    }

    private static Instant time(String name, String written) {
        if (!written.matches(DAY + "[Tt].*")) {
            throw invalid(name);
        }
        try {
            return OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeException _) {
            throw invalid(name);
        }
    }

    private static Malformed invalid(String name) {
        return new Malformed(
                "invalid_time",
                "\"" + name
                        + "\" must be a day such as 2026-11-28, or a time such as 2026-11-28T09:30:00Z. A plus sign in"
                        + " a URL is written %2B.");
    }
}
