package dev.slipway.billing;

import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Slice;
import dev.slipway.org.ExpireInvitations;
import dev.slipway.org.Organization;
import dev.slipway.org.SeatKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds and mends, for one organization after the other, what a lost event or a crash left behind. One that fails
/// keeps none of the others waiting.
///
/// It does five things for each: settles a change that was left behind; brings the table to what Stripe says; gives
/// back pool seats that nobody sits on; tells Stripe of another name or contact; and ends what a deleted organization
/// pays for.
public final class ReconcileBilling {

    private static final int AT_ONCE = 100;

    private final BillingAccounts accounts;
    private final Payments payments;
    private final FollowSubscription follow;
    private final ChangeQuantity change;

    public ReconcileBilling(
            BillingAccounts accounts, Payments payments, FollowSubscription follow, ExpireInvitations expiry, Ids ids) {
        this.accounts = accounts;
        this.payments = payments;
        this.follow = follow;
        this.change = new ChangeQuantity(accounts, payments, follow, expiry, ids);
    }

    /// What became of it.
    ///
    /// @param organizations how many were looked at
    /// @param mended how many were not as Stripe says
    /// @param failed those that could not be dealt with, and why
    public record Outcome(int organizations, int mended, List<Failure> failed) {

        public Outcome {
            failed = List.copyOf(failed);
        }
    }

    /// One that could not be dealt with.
    public record Failure(OrgSlug org, RuntimeException why) {}

    /// @param clock read anew for each organization: the last may have its turn many minutes after the first, and a
    ///     change that is taken up then is in these hands from then on
    public Outcome run(InstantSource clock) {
        var failed = new ArrayList<Failure>();
        int seen = 0;
        int mended = 0;
        for (var slice = Slice.first(AT_ONCE); ; ) {
            var page = accounts.list(slice);
            for (var org : page.items()) {
                seen++;
                try {
                    mended += mend(org, clock.instant()) ? 1 : 0;
                } catch (RuntimeException e) {
                    failed.add(new Failure(org, e));
                }
            }
            if (page.next().isEmpty()) {
                return new Outcome(seen, mended, failed);
            }
            slice = new Slice(page.next(), AT_ONCE);
        }
    }

    private boolean mend(OrgSlug org, Instant now) {
        var settled = account(org)
                .filter(account ->
                        account.change().filter(left -> left.leftBehindAt(now)).isPresent())
                .map(account -> change.settle(account, now))
                .orElse(false);
        var followed = switch (follow.run(org, now)) {
            case FollowSubscription.Outcome.Followed(var _, var changed) -> changed;
            case FollowSubscription.Outcome.NoAccount _ -> false;
            case FollowSubscription.Outcome.HeardBefore _, FollowSubscription.Outcome.Busy _ ->
                throw new IllegalStateException("@" + org + " is changed by others all the time");
        };
        var billed = accounts.find(org).orElseThrow();
        var ended = end(billed, now);
        var given = billed.organization().deletedAt().isEmpty() && change.giveBack(billed, SeatKind.POOL_SEAT, now);
        var account = billed.account().orElseThrow();
        if (payments.knows(account.customer())) {
            payments.describe(account.customer(), StartCheckout.customer(billed.organization()));
        }
        return settled || followed || ended || given;
    }

    private Optional<BillingAccount> account(OrgSlug org) {
        return accounts.find(org).flatMap(Billed::account);
    }

    /// A deleted organization pays to the end of its period, since its owner may have it back; and not beyond.
    private boolean end(Billed billed, Instant now) {
        var organization = billed.organization();
        if (organization.deletedAt().isEmpty() || billed.live().isEmpty()) {
            return false;
        }
        var subscription = billed.live().get();
        if (organization.restorableAt(now)) {
            return !subscription.ends() && payments.end(subscription.id(), true) && mended(organization, now);
        }
        payments.endNow(subscription.id());
        return mended(organization, now);
    }

    private boolean mended(Organization organization, Instant now) {
        follow.run(organization.slug(), now);
        return true;
    }
}
