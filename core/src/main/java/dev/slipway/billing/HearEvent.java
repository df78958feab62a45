package dev.slipway.billing;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Deals with an event of Stripe's, once for each id, in whatever order they come. It is a hint and no more: what is
/// stored is what Stripe says when it is asked.
public final class HearEvent {

    /// What tells of a subscription that it is another than before, or may be.
    /// @see <a href="https://docs.stripe.com/api/events/types">Stripe: types of events</a>
    public static final Set<String> TYPES = Set.of(
            "checkout.session.completed",
            "customer.deleted",
            "customer.subscription.created",
            "customer.subscription.updated",
            "customer.subscription.deleted",
            "customer.subscription.paused",
            "customer.subscription.resumed",
            "customer.subscription.pending_update_applied",
            "customer.subscription.pending_update_expired",
            "invoice.paid",
            "invoice.payment_failed",
            "invoice.payment_action_required",
            "invoice.voided",
            "invoice.marked_uncollectible");

    private final BillingAccounts accounts;
    private final HeardEvents heard;
    private final FollowSubscription follow;

    public HearEvent(BillingAccounts accounts, HeardEvents heard, FollowSubscription follow) {
        this.accounts = accounts;
        this.heard = heard;
        this.follow = follow;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// @param changed whether there was something to do
        record Done(boolean changed) implements Outcome {}

        /// It was dealt with before.
        record Again() implements Outcome {}

        /// It is of a type that tells us nothing.
        record OfNoUse() implements Outcome {}

        /// It is of nobody whom we know: a customer of something else that is sold by the same account at Stripe.
        record OfAStranger() implements Outcome {}

        /// Others change the same organization all the time: Stripe should send it again.
        record Busy() implements Outcome {}
    }

    /// @param customer whom it is about, if it is about one
    public Outcome run(EventId event, String type, Optional<CustomerId> customer, Instant now) {
        if (!TYPES.contains(type) || customer.isEmpty()) {
            return new Outcome.OfNoUse();
        }
        if (heard.contains(event)) {
            return new Outcome.Again();
        }
        return accounts.findOrg(customer.get())
                .map(org -> switch (follow.run(org, event, now)) {
                    case FollowSubscription.Outcome.Followed(var _, var changed) -> done(event, changed, now);
                    case FollowSubscription.Outcome.HeardBefore _ -> new Outcome.Again();
                    case FollowSubscription.Outcome.NoAccount _ -> new Outcome.OfAStranger();
                    case FollowSubscription.Outcome.Busy _ -> new Outcome.Busy();
                })
                .orElseGet(Outcome.OfAStranger::new);
    }

    private Outcome done(EventId event, boolean changed, Instant now) {
        if (!changed) {
            heard.add(event, now);
        }
        return new Outcome.Done(changed);
    }
}
