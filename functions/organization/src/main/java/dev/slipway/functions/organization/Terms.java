package dev.slipway.functions.organization;

import dev.slipway.adapters.lambda.Environment;
import dev.slipway.org.FoundOrganization;

/// What the deployment gives to every new organization: nothing if organizations are billed, since they subscribe.
final class Terms {

    private static final String SEATS = "20";
    private static final String POOL_SEATS = "20";
    private static final String GIGABYTES = "5";
    private static final long GIGABYTE = 1_000_000_000L;

    private Terms() {}

    /// @throws IllegalStateException if the configuration is no whole number above nought; of places in the Pool there
    ///     may be none; or if `BILLING` is neither on nor off
    static FoundOrganization.Terms from(Environment environment) {
        return switch (environment.find("BILLING").orElse("off")) {
            case "on" -> FoundOrganization.Terms.BILLED;
            case "off" -> free(environment);
            case String other -> throw new IllegalStateException("BILLING is \"" + other + "\": it must be on or off");
        };
    }

    private static FoundOrganization.Terms free(Environment environment) {
        var seats = number(
                "SEATS_PER_ORGANIZATION",
                environment.find("SEATS_PER_ORGANIZATION").orElse(SEATS));
        var gigabytes = number(
                "GIGABYTES_PER_SEAT", environment.find("GIGABYTES_PER_SEAT").orElse(GIGABYTES));
        var poolSeats = environment
                .find("POOL_SEATS_PER_ORGANIZATION")
                .orElse(POOL_SEATS)
                .strip();
        return new FoundOrganization.Terms(
                seats,
                poolSeats.equals("0") ? 0 : number("POOL_SEATS_PER_ORGANIZATION", poolSeats),
                gigabytes * GIGABYTE);
    }

    private static int number(String name, String text) {
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalStateException(name + " is \"" + text + "\": it must be a whole number above nought");
        }
        return Integer.parseInt(text);
    }
}
