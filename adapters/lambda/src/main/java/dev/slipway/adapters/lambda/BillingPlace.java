package dev.slipway.adapters.lambda;

import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

/// Where an organization is paid for, and what leads there.
///
/// @param registry the registry's own URL as the client reaches it, without a slash at the end
public record BillingPlace(String registry, OrgSlug org) {

    /// The page, on this registry.
    public static String path(OrgSlug org) {
        return "/console/organizations/" + org + "/billing";
    }

    public String url() {
        return registry + path(org);
    }

    /// A payment has failed, and everything works until then.
    public String failed(Instant until) {
        return "@" + org + "'s last payment failed: publishing stops on " + said(until) + " unless it is paid: "
                + url();
    }

    /// `12 December 2026, 09:30 UTC`, as mails say it. The seconds are cut off, so what is promised is never later than
    /// the truth.
    private static String said(Instant instant) {
        var time = instant.atOffset(ZoneOffset.UTC);
        var month = time.getMonth().name();
        return time.getDayOfMonth() + " " + month.charAt(0) + month.substring(1).toLowerCase(Locale.ROOT) + " "
                + time.getYear() + ", " + twoDigits(time.getHour()) + ":" + twoDigits(time.getMinute()) + " UTC";
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
