package dev.slipway.billing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// What an organization has by what is paid for.
///
/// @param worksUntil until when it works in full; empty for as long as it is paid
public record Provision(Quantities quantities, Optional<Instant> worksUntil, long quotaBytes) {

    /// What follows from what Stripe says. Seats of a change to fewer are gone from the moment that it was noted,
    /// whatever Stripe has heard of it yet.
    ///
    /// @param founded until when an organization worked whose subscription Stripe knows nothing of any more: that is
    ///     over
    static Provision of(
            Optional<Subscription> subscription, Optional<Change> change, Instant founded, long bytesPerSeat) {
        var given = subscription.map(Subscription::given).orElse(Quantities.NONE);
        var left = change.filter(Change::fewer)
                .filter(fewer -> fewer.to() < given.of(fewer.kind()))
                .map(fewer -> given.with(fewer.kind(), fewer.to()))
                .orElse(given);
        return new Provision(
                left,
                subscription
                        .map(Subscription::worksUntil)
                        .orElse(Optional.of(founded))
                        .map(until -> until.truncatedTo(ChronoUnit.SECONDS)),
                Math.multiplyExact(left.seats(), bytesPerSeat));
    }
}
