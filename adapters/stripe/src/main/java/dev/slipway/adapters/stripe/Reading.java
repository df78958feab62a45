package dev.slipway.adapters.stripe;

import com.stripe.model.Invoice;
import com.stripe.model.SubscriptionItem;
import dev.slipway.billing.Subscription;
import dev.slipway.billing.Subscription.Awaited;
import dev.slipway.billing.Subscription.Status;
import dev.slipway.billing.SubscriptionId;
import dev.slipway.org.SeatKind;
import java.net.URI;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Stripe's subscription in our words.
final class Reading {

    private final PriceList prices;

    Reading(PriceList prices) {
        this.prices = prices;
    }

    /// @param told with its latest invoice
    /// @param owingSince which stands on its invoices, if it is owing
    Subscription of(com.stripe.model.Subscription told, Optional<Instant> owingSince) {
        var lines = told.getItems().getData();
        var periodEnd = periodEnd(told);
        return new Subscription(
                new SubscriptionId(told.getId()),
                status(told),
                Instant.ofEpochSecond(told.getCreated()),
                prices.count(lines),
                items(lines),
                periodEnd,
                ends(told, periodEnd),
                Optional.ofNullable(told.getEndedAt()).map(Instant::ofEpochSecond),
                owingSince,
                Optional.ofNullable(told.getPendingUpdate())
                        .map(pending -> awaited(pending, told.getLatestInvoiceObject())));
    }

    /// @throws IllegalStateException for one that is newer than this code: what an organization has by it nobody knows
    static Status status(com.stripe.model.Subscription told) {
        try {
            return Status.valueOf(told.getStatus().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw new IllegalStateException("Stripe calls the subscription " + told.getId() + " \"" + told.getStatus()
                    + "\", which isn't known.");
        }
    }

    /// Whether it has a line of ours: customers may be sold something else, too.
    boolean isOurs(com.stripe.model.Subscription told) {
        return told.getItems().getData().stream()
                .anyMatch(item -> prices.kindOf(item.getPrice()).isPresent());
    }

    private Map<SeatKind, String> items(List<SubscriptionItem> lines) {
        var items = new EnumMap<SeatKind, String>(SeatKind.class);
        lines.forEach(item -> prices.kindOf(item.getPrice()).ifPresent(kind -> items.putIfAbsent(kind, item.getId())));
        return items;
    }

    /// The lines of a subscription share their period; if they ever don't, the first that ends counts.
    private static Instant periodEnd(com.stripe.model.Subscription told) {
        return Instant.ofEpochSecond(told.getItems().getData().stream()
                .mapToLong(SubscriptionItem::getCurrentPeriodEnd)
                .min()
                .orElseThrow(
                        () -> new IllegalStateException("Stripe's subscription " + told.getId() + " has no line.")));
    }

    /// The portal may say it by a date.
    private static boolean ends(com.stripe.model.Subscription told, Instant periodEnd) {
        return Boolean.TRUE.equals(told.getCancelAtPeriodEnd())
                || (told.getCancelAt() != null && told.getCancelAt() <= periodEnd.getEpochSecond());
    }

    private Awaited awaited(com.stripe.model.Subscription.PendingUpdate pending, Invoice latest) {
        return new Awaited(
                prices.count(Optional.ofNullable(pending.getSubscriptionItems()).orElse(List.of())),
                Instant.ofEpochSecond(pending.getExpiresAt()),
                Optional.ofNullable(latest).map(Invoice::getHostedInvoiceUrl).map(URI::create));
    }
}
