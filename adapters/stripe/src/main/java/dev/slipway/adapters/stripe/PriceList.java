package dev.slipway.adapters.stripe;

import com.stripe.model.Price;
import com.stripe.model.SubscriptionItem;
import dev.slipway.billing.Money;
import dev.slipway.billing.Prices;
import dev.slipway.billing.Quantities;
import dev.slipway.org.SeatKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is sold: which of Stripe's prices is which kind of seat, and what they are.
///
/// The amount of a price doesn't change at Stripe, so what was read holds for minutes.
final class PriceList {

    private static final Duration KEPT = Duration.ofMinutes(5);

    private final Wire wire;
    private final String seat;
    private final Optional<String> poolSeat;
    private final InstantSource clock;
    private volatile @Nullable Known known;

    private record Known(Prices prices, Instant until) {}

    PriceList(Wire wire, String seat, Optional<String> poolSeat, InstantSource clock) {
        this.wire = wire;
        this.seat = seat;
        this.poolSeat = poolSeat;
        this.clock = clock;
    }

    /// @throws IllegalStateException if it isn't sold
    String idOf(SeatKind kind) {
        return switch (kind) {
            case SEAT -> seat;
            case POOL_SEAT ->
                poolSeat.orElseThrow(() -> new IllegalStateException("Places in the Pool have no price at Stripe."));
        };
    }

    /// Empty for a price that isn't ours.
    Optional<SeatKind> kindOf(Price price) {
        if (price.getId().equals(seat)) {
            return Optional.of(SeatKind.SEAT);
        }
        return poolSeat.filter(price.getId()::equals).map(_ -> SeatKind.POOL_SEAT);
    }

    /// How many there are on these lines; what isn't ours doesn't count.
    Quantities count(List<SubscriptionItem> items) {
        var quantities = Quantities.NONE;
        for (var item : items) {
            var kind = kindOf(item.getPrice());
            if (kind.isPresent()) {
                var more = Optional.ofNullable(item.getQuantity()).orElse(0L);
                quantities = quantities.with(kind.get(), Math.addExact(quantities.of(kind.get()), more));
            }
        }
        return quantities;
    }

    Prices prices() {
        var now = clock.instant();
        var kept = known;
        if (kept != null && now.isBefore(kept.until())) {
            return kept.prices();
        }
        var prices = new Prices(amount(seat), poolSeat.map(this::amount));
        prices.poolSeat()
                .filter(pool -> !pool.currency().equals(prices.seat().currency()))
                .ifPresent(pool -> {
                    throw new IllegalStateException(
                            "Seats are sold in " + prices.seat().currency() + " and places in the Pool in "
                                    + pool.currency() + ": one invoice has one currency.");
                });
        known = new Known(prices, now.plus(KEPT));
        return prices;
    }

    private Money amount(String id) {
        var price = wire.ask(stripe -> stripe.prices().retrieve(id));
        if (price.getUnitAmount() == null) {
            throw new IllegalStateException("Stripe's price " + id + " has no whole amount for each piece.");
        }
        return new Money(price.getUnitAmount(), currency(price.getCurrency()));
    }

    /// @param code as Stripe writes it, in lower case
    static Currency currency(String code) {
        return Currency.getInstance(code.toUpperCase(Locale.ROOT));
    }
}
