package dev.slipway.adapters.dynamodb;

import dev.slipway.billing.BillingAccount;
import dev.slipway.billing.Change;
import dev.slipway.billing.CustomerId;
import dev.slipway.billing.Quantities;
import dev.slipway.billing.Subscription;
import dev.slipway.billing.Subscription.Awaited;
import dev.slipway.billing.SubscriptionId;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.SeatKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What the table knows of an organization's billing. Addresses of Stripe's pages are not among it.
final class BillingItem {

    /// In front of what Stripe calls the line of a kind.
    private static final String ITEM = "item.";

    private BillingItem() {}

    static Map<String, AttributeValue> write(BillingAccount account) {
        return Attributes.item(Keys.billing(account.org()), "billing", 1)
                .text("org", account.org().value())
                .text("customer", account.customer().value())
                .number("version", account.version())
                .map("subscription", account.subscription().map(BillingItem::write))
                .map(
                        "checkout",
                        account.checkout()
                                .map(page -> Map.of(
                                        "id", page.id(), "until", page.until().toString())))
                .map("change", account.change().map(BillingItem::write))
                .build();
    }

    static BillingAccount read(Map<String, AttributeValue> item) {
        return new BillingAccount(
                new OrgSlug(Attributes.text(item, "org")),
                new CustomerId(Attributes.text(item, "customer")),
                Attributes.number(item, "version"),
                map(item, "subscription").map(BillingItem::readSubscription),
                map(item, "checkout")
                        .map(page -> new BillingAccount.Page(text(page, "id"), Instant.parse(text(page, "until")))),
                map(item, "change").map(BillingItem::readChange));
    }

    private static Map<String, String> write(Subscription subscription) {
        var map = new HashMap<>(Map.of(
                "id", subscription.id().value(),
                "status", subscription.status().name(),
                "startedAt", subscription.startedAt().toString(),
                "seats", Long.toString(subscription.paid().seats()),
                "poolSeats", Long.toString(subscription.paid().poolSeats()),
                "periodEnd", subscription.periodEnd().toString(),
                "ends", Boolean.toString(subscription.ends())));
        subscription.items().forEach((kind, id) -> map.put(ITEM + kind.name(), id));
        subscription.endedAt().ifPresent(at -> map.put("endedAt", at.toString()));
        subscription.owingSince().ifPresent(at -> map.put("owingSince", at.toString()));
        subscription.awaited().ifPresent(awaited -> {
            map.put("awaitedSeats", Long.toString(awaited.wanted().seats()));
            map.put("awaitedPoolSeats", Long.toString(awaited.wanted().poolSeats()));
            map.put("awaitedUntil", awaited.until().toString());
        });
        return map;
    }

    private static Subscription readSubscription(Map<String, String> map) {
        return new Subscription(
                new SubscriptionId(text(map, "id")),
                Subscription.Status.valueOf(text(map, "status")),
                Instant.parse(text(map, "startedAt")),
                new Quantities(number(map, "seats"), number(map, "poolSeats")),
                Stream.of(SeatKind.values())
                        .filter(kind -> map.containsKey(ITEM + kind.name()))
                        .collect(Collectors.toMap(kind -> kind, kind -> text(map, ITEM + kind.name()))),
                Instant.parse(text(map, "periodEnd")),
                Boolean.parseBoolean(text(map, "ends")),
                instant(map, "endedAt"),
                instant(map, "owingSince"),
                instant(map, "awaitedUntil")
                        .map(until -> new Awaited(
                                new Quantities(number(map, "awaitedSeats"), number(map, "awaitedPoolSeats")),
                                until,
                                Optional.empty())));
    }

    private static Map<String, String> write(Change change) {
        return Map.of(
                "id", change.id(),
                "kind", change.kind().name(),
                "from", Long.toString(change.from()),
                "to", Long.toString(change.to()),
                "at", change.at().toString(),
                "since", change.since().toString());
    }

    private static Change readChange(Map<String, String> map) {
        return new Change(
                text(map, "id"),
                SeatKind.valueOf(text(map, "kind")),
                number(map, "from"),
                number(map, "to"),
                Instant.parse(text(map, "at")),
                Instant.parse(text(map, "since")));
    }

    private static Optional<Map<String, String>> map(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? Optional.of(Attributes.map(item, name)) : Optional.empty();
    }

    private static String text(Map<String, String> map, String name) {
        return Optional.ofNullable(map.get(name))
                .orElseThrow(() -> new IllegalStateException("what is stored of billing lacks " + name));
    }

    private static long number(Map<String, String> map, String name) {
        return Long.parseLong(text(map, name));
    }

    private static Optional<Instant> instant(Map<String, String> map, String name) {
        return Optional.ofNullable(map.get(name)).map(Instant::parse);
    }
}
