package dev.slipway.packages;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/// How often public packages were given out to nobody known. They are counted by day, and stand in no log: there is
/// nobody to name in it.
public interface Downloads {

    /// Counts one more. A download doesn't fail for want of a number, so what can't be counted at this moment isn't.
    void count(PackageName name, Instant at);

    /// How many there were on each day, in UTC; days of none may be missing.
    ///
    /// @param from the first of them
    /// @param to the last, at most two months later
    Map<LocalDate, Long> list(PackageName name, LocalDate from, LocalDate to);
}
