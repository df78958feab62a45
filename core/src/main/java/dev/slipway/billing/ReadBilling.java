package dev.slipway.billing;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Standings;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Slice;
import dev.slipway.org.Admission;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Shows what an organization pays for to those who may change it.
public final class ReadBilling {

    private final BillingAccounts accounts;
    private final Payments payments;
    private final FollowSubscription follow;
    private final Standings standings;

    public ReadBilling(BillingAccounts accounts, Payments payments, FollowSubscription follow, Standings standings) {
        this.accounts = accounts;
        this.payments = payments;
        this.follow = follow;
        this.standings = standings;
    }

    /// What was found.
    public sealed interface Outcome {

        /// @param prices empty if Stripe can't be asked at the moment
        /// @param payAt where to pay for a change that waits for its payment
        record Shown(Billed billed, Optional<Prices> prices, Optional<URI> payAt) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// As it is stored.
    public Outcome run(Visit visit, OrgSlug org) {
        return run(visit, org, () -> {});
    }

    /// As Stripe says now: for somebody who comes back from a page of Stripe's. That they come back says nothing of
    /// whether they paid.
    ///
    /// @throws Payments.Unreachable if it can't be asked
    public Outcome anew(Visit visit, OrgSlug org) {
        return run(visit, org, () -> follow.run(org, visit.at()));
    }

    private Outcome run(Visit visit, OrgSlug org, Runnable before) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.MANAGE_BILLING, visit.at())) {
            case Admission.Refused(var why) -> new Outcome.Refused(why);
            case Admission.Admitted _ -> {
                before.run();
                var billed = accounts.find(org).orElseThrow();
                yield new Outcome.Shown(
                        billed,
                        asked(() -> Optional.of(payments.prices())),
                        billed.live().flatMap(Subscription::awaited).flatMap(_ -> asked(() -> payAt(billed))));
            }
        };
    }

    /// The newest invoices, for whoever was shown the rest; empty if Stripe can't be asked at the moment.
    public Optional<List<Invoice>> invoices(Outcome.Shown shown, int most) {
        return asked(() -> Optional.of(shown.billed()
                .account()
                .map(account -> payments.listInvoices(account.customer(), Slice.first(most))
                        .items())
                .orElseGet(List::of)));
    }

    private Optional<URI> payAt(Billed billed) {
        return billed.account()
                .flatMap(account -> payments.find(account.customer()))
                .flatMap(Subscription::awaited)
                .flatMap(Subscription.Awaited::payAt);
    }

    /// A page without prices is better than none.
    private static <T> Optional<T> asked(Supplier<Optional<T>> stripe) {
        try {
            return stripe.get();
        } catch (Payments.Unreachable _) {
            return Optional.empty();
        }
    }
}
