package dev.slipway.adapters.stripe;

import java.net.URI;
import java.util.Optional;

/// Where Stripe is, and what is sold there.
///
/// @param apiBase where Stripe is, if it isn't Stripe's own address
/// @param seatPrice the id of the price of a seat
/// @param poolSeatPrice the id of the price of a place in the Pool, if it is sold
public record StripeSettings(Optional<URI> apiBase, String seatPrice, Optional<String> poolSeatPrice) {

    /// @throws IllegalStateException if seats have no price, or both have the same
    public StripeSettings {
        if (seatPrice.isBlank()) {
            throw new IllegalStateException("STRIPE_SEAT_PRICE has no id of a price.");
        }
        if (poolSeatPrice.filter(seatPrice::equals).isPresent()) {
            throw new IllegalStateException("STRIPE_SEAT_PRICE and STRIPE_POOL_SEAT_PRICE are the same price.");
        }
    }
}
