package dev.slipway.billing;

import dev.slipway.access.Actor;
import dev.slipway.audit.AuditAction.SeatsAsked;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Origin;
import dev.slipway.audit.Visit;
import dev.slipway.billing.BillingAccounts.Written;
import dev.slipway.billing.Payments.Changed;
import dev.slipway.billing.Subscription.Awaited;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Authority;
import dev.slipway.org.ExpireInvitations;
import dev.slipway.org.SeatKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// How a quantity is changed at Stripe and here, so that there are never more seats taken than are paid for.
///
/// A change is noted first. Fewer are out of use from then on; more are there when Stripe says so. One is under way
/// at a time: two at once could each be the larger in its own eyes, and one of them take away what the other gave.
///
/// A change that was left behind is settled by whoever comes next: fewer are asked for once more, since nobody else can
/// use the seats anyway; more are given up, since whoever wanted them was told that it failed, unless Stripe has taken
/// it after all.
final class ChangeQuantity {

    private final BillingAccounts accounts;
    private final Payments payments;
    private final FollowSubscription follow;
    private final ExpireInvitations expiry;
    private final Ids ids;

    ChangeQuantity(
            BillingAccounts accounts, Payments payments, FollowSubscription follow, ExpireInvitations expiry, Ids ids) {
        this.accounts = accounts;
        this.payments = payments;
        this.follow = follow;
        this.expiry = expiry;
        this.ids = ids;
    }

    /// What became of it.
    sealed interface Outcome {

        /// As many are paid for as were wanted.
        record Done(Subscription subscription) implements Outcome {}

        /// It comes about once it is paid, and until then all is as before.
        record Awaits(Awaited change) implements Outcome {}

        /// Stripe refuses; nothing is changed.
        record Declined(String why) implements Outcome {}

        record FewerThanTaken(long taken) implements Outcome {}

        /// A payment is owed: that comes first.
        record PaymentOwed() implements Outcome {}

        record NotSubscribed() implements Outcome {}

        /// Another change is under way.
        record Busy() implements Outcome {}
    }

    /// Tries once.
    ///
    /// @param billed as it was read just now
    /// @param at the moment from which on more is charged. Fewer are given back from now on: at an earlier moment
    ///     somebody could have back what they have used
    /// @return empty if something was no longer as it was read: read again
    Optional<Outcome> attempt(Visit visit, Authority by, Billed billed, SeatKind kind, long wanted, Instant at) {
        var org = billed.organization().slug();
        if (billed.live().isEmpty()) {
            return Optional.of(new Outcome.NotSubscribed());
        }
        var account = billed.account().orElseThrow();
        if (account.change().isPresent()) {
            return account.change().get().leftBehindAt(visit.at()) && settle(account, visit.at())
                    ? Optional.empty()
                    : Optional.of(new Outcome.Busy());
        }
        var read = payments.find(account.customer()).filter(one -> !one.over());
        if (read.isEmpty() || !read.get().paid().equals(billed.live().get().paid())) {
            follow.run(org, visit.at());
            return read.isEmpty() ? Optional.of(new Outcome.NotSubscribed()) : Optional.empty();
        }
        var subscription = read.get();
        var paid = subscription.paid().of(kind);
        if (subscription.awaited().isPresent()) {
            return Optional.of(new Outcome.Awaits(subscription.awaited().get()));
        }
        if (wanted == paid) {
            return Optional.of(new Outcome.Done(subscription));
        }
        if (wanted > paid && subscription.worksUntil().isPresent()) {
            return Optional.of(new Outcome.PaymentOwed());
        }
        return begin(
                visit,
                by,
                account,
                subscription,
                new Change(
                        ids.next(visit.at()),
                        kind,
                        paid,
                        wanted,
                        charged(wanted > paid ? at : visit.at(), subscription),
                        visit.at()));
    }

    /// Stripe charges from a moment in the period that runs, and in whole seconds.
    static Instant charged(Instant at, Subscription subscription) {
        var second = at.truncatedTo(ChronoUnit.SECONDS);
        return second.isBefore(subscription.startedAt()) ? subscription.startedAt() : second;
    }

    private Optional<Outcome> begin(
            Visit visit, Authority by, BillingAccount account, Subscription subscription, Change change) {
        var org = account.org();
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(org),
                by.person(),
                new SeatsAsked(SeatWords.of(change.kind()), change.from(), change.to()));
        return switch (accounts.begin(account.with(change), by, audit)) {
            case COMMITTED -> Optional.of(finish(org, subscription, change, visit.at()));
            case MOVED_MEANWHILE -> Optional.empty();
            // An invitation that has run out may still hold one.
            case SEATS_TAKEN ->
                expiry.run(org, visit.at()) > 0
                        ? Optional.empty()
                        : accounts.find(org)
                                .map(now -> new Outcome.FewerThanTaken(
                                        now.of(change.kind()).taken()));
            case HEARD_BEFORE -> throw new IllegalStateException("a change is no event of Stripe's");
        };
    }

    private Outcome finish(OrgSlug org, Subscription before, Change change, Instant now) {
        return switch (payments.change(before, change.kind(), change.to(), change.at(), change.id())) {
            case Changed.Declined(var why) -> {
                follow.run(org, new FollowSubscription.Denied(change.id(), why), now);
                yield new Outcome.Declined(why);
            }
            case Changed.Taken _ ->
                switch (follow.run(org, now)) {
                    case FollowSubscription.Outcome.Followed(var subscription, var _) -> {
                        var there = subscription.orElse(before);
                        yield there.awaited()
                                .<Outcome>map(Outcome.Awaits::new)
                                .orElseGet(() -> new Outcome.Done(there));
                    }
                    case FollowSubscription.Outcome.NoAccount _,
                            FollowSubscription.Outcome.HeardBefore _,
                            FollowSubscription.Outcome.Busy _ -> new Outcome.Busy();
                };
        };
    }

    /// Brings to its end what somebody began and left behind. Of those who would at once one does: a call of somebody
    /// slow could otherwise arrive behind the next change.
    ///
    /// @return whether it is at its end
    boolean settle(BillingAccount account, Instant now) {
        var org = account.org();
        var left = account.change().orElseThrow();
        var change = left.takenUpAt(now);
        if (accounts.takeUp(account.with(change), asked(org, change, now)) != Written.COMMITTED) {
            return false;
        }
        var read = payments.find(account.customer()).filter(account::isStill);
        var why = "It was left behind half done.";
        if (read.isPresent() && change.fewer() && !change.takenBy(read.get())) {
            // Another key: under the first one Stripe would repeat what it answered, be it a failure.
            var key = change.id() + "-" + now.getEpochSecond();
            switch (payments.change(read.get(), change.kind(), change.to(), charged(now, read.get()), key)) {
                case Changed.Taken _ -> {
                    return followed(follow.run(org, now));
                }
                case Changed.Declined(var sentence) -> why = sentence;
            }
        }
        return followed(follow.run(org, new FollowSubscription.Denied(change.id(), why), now));
    }

    /// Gives back what is paid for and nobody sits on.
    ///
    /// @return whether there was any, and Stripe has taken it back
    boolean giveBack(Billed billed, SeatKind kind, Instant now) {
        var seats = billed.of(kind);
        var idle = billed.account()
                .filter(account -> account.change().isEmpty() && seats.paid() > seats.taken())
                .flatMap(account -> payments.find(account.customer()))
                .filter(one -> !one.over() && one.awaited().isEmpty())
                .filter(one -> one.paid().of(kind) == seats.paid());
        if (idle.isEmpty()) {
            return false;
        }
        var org = billed.organization().slug();
        var change = new Change(ids.next(now), kind, seats.paid(), seats.taken(), charged(now, idle.get()), now);
        var account = billed.account().orElseThrow();
        return accounts.begin(account.with(change), asked(org, change, now)) == Written.COMMITTED
                && finish(org, idle.get(), change, now) instanceof Outcome.Done;
    }

    private AuditEntry asked(OrgSlug org, Change change, Instant now) {
        return new AuditEntry(
                ids.next(now),
                new Book.OfOrganization(org),
                now,
                new Actor.Registry(),
                Origin.INSIDE,
                new SeatsAsked(SeatWords.of(change.kind()), change.from(), change.to()));
    }

    private static boolean followed(FollowSubscription.Outcome outcome) {
        return outcome instanceof FollowSubscription.Outcome.Followed;
    }
}
