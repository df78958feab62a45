package dev.slipway.billing;

import java.util.Optional;

/// What one of each costs for each period.
///
/// @param poolSeat empty where the Pool isn't sold
public record Prices(Money seat, Optional<Money> poolSeat) {

    /// What so many cost for each period.
    public Money of(Quantities quantities) {
        var seats = seat.times(quantities.seats());
        return poolSeat.map(each -> seats.plus(each.times(quantities.poolSeats())))
                .orElse(seats);
    }
}
