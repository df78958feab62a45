package dev.slipway.adapters.lambda;

import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.PoolSupply.Supplied;
import java.net.URI;
import java.util.Optional;

/// What stands against paying for something, in words for whoever wants to: wherever a purchase may come about.
public final class BillingProblems {

    private BillingProblems() {}

    /// What keeps a place in the Pool from being bought.
    public static Problem of(OrgSlug org, Supplied why) {
        return switch (why) {
            case Supplied.AwaitsPayment(var payAt) -> awaitsPayment(org, payAt);
            case Supplied.Declined(var sentence) -> declined(org, sentence);
            case Supplied.PaymentOwed _ -> paymentOwed(org);
            case Supplied.Busy _ -> busy();
            case Supplied.There _, Supplied.None _ -> throw new IllegalStateException("nothing to say here of " + why);
        };
    }

    /// 503 and not 409: it is worth a retry.
    public static Problem busy() {
        return Problem.of(
                503,
                "busy",
                "Busy",
                "Another change of what this organization pays for is under way: try again in a minute or two.");
    }

    /// @param payAt where to pay, if that is known
    public static Problem awaitsPayment(OrgSlug org, Optional<URI> payAt) {
        var problem = of(
                402,
                "payment_needs_confirmation",
                "Payment needs confirmation",
                "Nothing is changed yet: the payment for it has failed, or somebody must confirm it. It comes about once"
                        + " that is done"
                        + payAt.map(url -> ", at " + url + ".").orElse(", on the organization's billing page."),
                org);
        return payAt.map(url -> problem.with("payAt", url.toString())).orElse(problem);
    }

    /// @param why a sentence of Stripe's
    public static Problem declined(OrgSlug org, String why) {
        return of(402, "payment_declined", "Payment declined", "Nothing is changed. Stripe says: " + why, org);
    }

    public static Problem paymentOwed(OrgSlug org) {
        return of(
                402,
                "payment_owed",
                "Payment owed",
                "The last payment of @" + org + " failed: pay that first, on the organization's billing page.",
                org);
    }

    /// 503 and not 500: it is worth another try, and says so.
    public static Problem unreachable() {
        return Problem.of(
                503,
                "stripe_unreachable",
                "Stripe can't be reached",
                "Stripe didn't answer, so whether it was done isn't known yet. Look again in a few minutes: what was"
                        + " begun is brought to its end.");
    }

    private static Problem of(int status, String code, String title, String detail, OrgSlug org) {
        return Problem.of(status, code, title, detail).with("organization", org.value());
    }
}
