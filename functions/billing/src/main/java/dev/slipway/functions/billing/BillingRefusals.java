package dev.slipway.functions.billing;

import dev.slipway.adapters.lambda.Problem;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;

/// What stands against a change of what is paid for, in words for whoever wanted it.
final class BillingRefusals {

    /// Nobody sells more at once: who needs more writes to Stripe's support before they write to us.
    private static final long MOST = 100_000;

    private BillingRefusals() {}

    /// @throws Malformed `invalid_seats`
    static long seats(long seats) {
        if (seats < 1 || seats > MOST) {
            throw new Malformed("invalid_seats", "\"seats\" must be 1 to " + MOST + ".");
        }
        return seats;
    }

    static Problem notSubscribed(OrgSlug org) {
        return Problem.of(
                        409,
                        "not_subscribed",
                        "No subscription",
                        "@" + org + " has no subscription, or it is over: subscribe first.")
                .with("organization", org.value());
    }

    static Problem alreadySubscribed(OrgSlug org) {
        return Problem.of(
                        409,
                        "already_subscribed",
                        "Subscribed already",
                        "@" + org
                                + " has a subscription: change its seats instead. If it has just been paid for, that is"
                                + " it.")
                .with("organization", org.value());
    }

    static Problem fewerThanTaken(OrgSlug org, long taken) {
        return Problem.of(
                        409,
                        "seats_taken",
                        "More seats are taken",
                        "Members and open invitations of @" + org + " hold " + taken + (taken == 1 ? " seat" : " seats")
                                + ": remove members or revoke invitations first.")
                .with("organization", org.value())
                .with("taken", taken);
    }

    static Problem personal(OrgSlug org) {
        return Problem.of(
                        409,
                        "personal_organization",
                        "For one person",
                        "@" + org + " is a personal organization: it has one seat.")
                .with("organization", org.value());
    }

    static Problem priceGone() {
        return Problem.of(
                409,
                "price_gone",
                "The price is too old",
                "A price holds for 15 minutes: ask for it again, and then for the change.");
    }
}
