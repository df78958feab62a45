package dev.slipway.billing;

import dev.slipway.org.SeatKind;
import java.time.Duration;
import java.time.Instant;

/// A change of a quantity that is under way: noted before Stripe is asked for it, and forgotten when what became of it
/// is known.
///
/// @param id what the call to Stripe is repeated under
/// @param at the moment from which on it is charged
/// @param since when it was noted
public record Change(String id, SeatKind kind, long from, long to, Instant at, Instant since) {

    /// How long whoever began it may still be at it: longer than any function of ours runs. After that it was left
    /// behind, and whoever comes next settles it.
    public static final Duration PATIENCE = Duration.ofMinutes(2);

    /// Whether fewer are wanted. Those that go are out of use already, before Stripe hears of it.
    public boolean fewer() {
        return to < from;
    }

    public boolean leftBehindAt(Instant now) {
        return now.isAfter(since.plus(PATIENCE));
    }

    /// The same one, in the hands of somebody else.
    Change takenUpAt(Instant now) {
        return new Change(id, kind, from, to, at, now);
    }

    /// Whether Stripe has taken it: it is so, or waits for its payment. Still fewer, which is somebody's doing at
    /// Stripe itself, are as good as those that were wanted: nobody shall buy them back.
    boolean takenBy(Subscription subscription) {
        var paid = subscription.paid().of(kind);
        return paid == to
                || (fewer() && paid < to)
                || subscription
                        .awaited()
                        .filter(awaited -> awaited.wanted().of(kind) == to)
                        .isPresent();
    }
}
