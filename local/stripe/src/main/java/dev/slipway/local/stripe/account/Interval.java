package dev.slipway.local.stripe.account;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// How often a price is paid.
public enum Interval {
    MONTH(ChronoUnit.MONTHS),
    YEAR(ChronoUnit.YEARS);

    private final ChronoUnit unit;

    Interval(ChronoUnit unit) {
        this.unit = unit;
    }

    static Interval of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// What Stripe calls it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Where the period that begins then ends. It is counted from the anchor, so that what began on the 31st ends on
    /// the 28th of February and on the 31st of March.
    Instant end(Instant anchor, Instant start) {
        var from = anchor.atOffset(ZoneOffset.UTC);
        var number = unit.between(from, start.atOffset(ZoneOffset.UTC));
        var end = from.plus(number, unit).toInstant();
        while (!end.isAfter(start)) {
            number++;
            end = from.plus(number, unit).toInstant();
        }
        return end;
    }
}
