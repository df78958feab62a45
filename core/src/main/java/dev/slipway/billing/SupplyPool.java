package dev.slipway.billing;

import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Attempts;
import dev.slipway.org.Authority;
import dev.slipway.org.ExpireInvitations;
import dev.slipway.org.PoolSupply;
import dev.slipway.org.SeatKind;
import java.time.Instant;
import java.util.Optional;

/// Buys places in the Pool when more are needed, and gives them back when they no longer are: the quantity of the
/// second price follows those who sit there.
public final class SupplyPool implements PoolSupply {

    private final BillingAccounts accounts;
    private final ChangeQuantity change;

    /// @param bytesPerSeat how much storage each seat adds
    public SupplyPool(
            BillingAccounts accounts, Payments payments, ExpireInvitations expiry, Ids ids, long bytesPerSeat) {
        this.accounts = accounts;
        var follow = new FollowSubscription(accounts, payments, ids, bytesPerSeat);
        this.change = new ChangeQuantity(accounts, payments, follow, expiry, ids);
    }

    @Override
    public Supplied more(Visit visit, OrgSlug org, int places, Authority by) {
        return Attempts.until(() -> attempt(visit, org, places, by), new Supplied.Busy());
    }

    private Optional<Supplied> attempt(Visit visit, OrgSlug org, int places, Authority by) {
        var billed = accounts.find(org).orElseThrow();
        var pool = billed.pool();
        if (pool.taken() + places <= pool.paid()) {
            return Optional.of(new Supplied.There());
        }
        return change.attempt(visit, by, billed, SeatKind.POOL_SEAT, pool.taken() + places, visit.at())
                .map(outcome -> switch (outcome) {
                    case ChangeQuantity.Outcome.Done _ -> new Supplied.There();
                    case ChangeQuantity.Outcome.Awaits(var awaited) -> new Supplied.AwaitsPayment(awaited.payAt());
                    case ChangeQuantity.Outcome.Declined(var why) -> new Supplied.Declined(why);
                    case ChangeQuantity.Outcome.PaymentOwed _ -> new Supplied.PaymentOwed();
                    case ChangeQuantity.Outcome.NotSubscribed _, ChangeQuantity.Outcome.FewerThanTaken _ ->
                        new Supplied.None();
                    case ChangeQuantity.Outcome.Busy _ -> new Supplied.Busy();
                });
    }

    /// One that Stripe can't be asked for now, the job gives back within the hour.
    @Override
    public void giveBack(OrgSlug org, Instant now) {
        try {
            accounts.find(org).ifPresent(billed -> change.giveBack(billed, SeatKind.POOL_SEAT, now));
        } catch (Payments.Unreachable _) {
            // Whoever lost the place has lost it already.
        }
    }
}
