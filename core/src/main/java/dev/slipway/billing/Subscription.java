package dev.slipway.billing;

import dev.slipway.org.SeatKind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What Stripe says of an organization's subscription, at one moment.
///
/// @param startedAt when it was made
/// @param paid how many of each are paid for, or are to be
/// @param items what Stripe calls the line of each kind by; without those that it has no line for
/// @param periodEnd when the period that runs is over
/// @param ends whether it ends then
/// @param endedAt when it was over
/// @param owingSince since when the oldest invoice waits for its payment that is past due
/// @param awaited a change that comes about once its payment is confirmed
/// @see <a href="https://docs.stripe.com/api/subscriptions/object">Stripe: the Subscription object</a>
public record Subscription(
        SubscriptionId id,
        Status status,
        Instant startedAt,
        Quantities paid,
        Map<SeatKind, String> items,
        Instant periodEnd,
        boolean ends,
        Optional<Instant> endedAt,
        Optional<Instant> owingSince,
        Optional<Awaited> awaited) {

    public Subscription {
        items = Map.copyOf(items);
    }

    /// How long all goes on as before when a payment fails.
    public static final Duration GRACE = Duration.ofDays(14);

    /// How it is with a subscription, in
    /// [Stripe's words](https://docs.stripe.com/api/subscriptions/object#subscription_object-status).
    public enum Status {
        /// The first payment is still to be made.
        INCOMPLETE,
        /// The first payment was not made in time.
        INCOMPLETE_EXPIRED,
        TRIALING,
        ACTIVE,
        /// A later payment failed, and is tried again.
        PAST_DUE,
        CANCELED,
        /// A later payment failed, and isn't tried again.
        UNPAID,
        PAUSED
    }

    /// A change that waits for its payment.
    ///
    /// @param wanted how many of each there will be
    /// @param until when it is dropped
    /// @param payAt the page where it can be paid or confirmed. It isn't stored: whoever has its address sees the
    ///     invoice
    public record Awaited(Quantities wanted, Instant until, Optional<URI> payAt) {}

    /// Whether it will never be anything again: to go on, another one is needed.
    public boolean over() {
        return switch (status) {
            case INCOMPLETE_EXPIRED, CANCELED -> true;
            case INCOMPLETE, TRIALING, ACTIVE, PAST_DUE, UNPAID, PAUSED -> false;
        };
    }

    /// How many of each an organization has by it. One that is owing keeps them: whoever sits there, stays.
    public Quantities given() {
        return switch (status) {
            case TRIALING, ACTIVE, PAST_DUE, UNPAID -> paid;
            case INCOMPLETE, INCOMPLETE_EXPIRED, CANCELED, PAUSED -> Quantities.NONE;
        };
    }

    /// Until when the organization works in full; empty for as long as it is paid.
    ///
    /// @return a time that follows from what Stripe says alone, so that it is the same however often and whenever it is
    ///     asked
    public Optional<Instant> worksUntil() {
        return switch (status) {
            case TRIALING, ACTIVE -> Optional.empty();
            case PAST_DUE, UNPAID -> Optional.of(owingSince.orElse(startedAt).plus(GRACE));
            case INCOMPLETE, PAUSED -> Optional.of(startedAt);
            case INCOMPLETE_EXPIRED, CANCELED -> Optional.of(endedAt.orElse(startedAt));
        };
    }
}
