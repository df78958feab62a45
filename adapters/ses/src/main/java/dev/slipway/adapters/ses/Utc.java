package dev.slipway.adapters.ses;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.Locale;

/// Times as a mail says them, whatever the zone and the language of the machine:
/// `Saturday, 21 November 2026, 09:30 UTC`.
///
/// The seconds are cut off, so what the mail promises is never later than the truth.
final class Utc {

    private Utc() {}

    static String said(Instant instant) {
        var time = instant.atOffset(ZoneOffset.UTC);
        return day(time.getDayOfWeek()) + ", " + time.getDayOfMonth() + " " + month(time.getMonth()) + " "
                + time.getYear() + ", " + twoDigits(time.getHour()) + ":" + twoDigits(time.getMinute()) + " UTC";
    }

    private static String day(DayOfWeek day) {
        return capitalized(day.name());
    }

    private static String month(Month month) {
        return capitalized(month.name());
    }

    /// English, from the names that the JDK's enums have: its own formats load a hundred classes for that.
    private static String capitalized(String name) {
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
