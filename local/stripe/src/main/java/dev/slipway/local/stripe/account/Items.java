package dev.slipway.local.stripe.account;

import com.stripe.model.InvoiceItem;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionItem;
import com.stripe.model.SubscriptionItemCollection;
import com.stripe.net.ApiResource;
import dev.slipway.local.stripe.wire.Form;
import dev.slipway.local.stripe.wire.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a subscription consists of, and what a request makes of it.
final class Items {

    private static final long MOST = 1_000_000;

    private final Books books;
    private final Lines lines;

    Items(Books books, Lines lines) {
        this.books = books;
        this.lines = lines;
    }

    /// What becomes of one item: one that is new has no `before`, one that goes has no `after`.
    record Change(Optional<SubscriptionItem> before, Optional<SubscriptionItem> after) {

        boolean changesThePrice() {
            return !before.map(Change::charged).equals(after.map(Change::charged));
        }

        private static String charged(SubscriptionItem item) {
            return item.getPrice().getId() + " × " + item.getQuantity();
        }
    }

    /// What the list of this form asks for; items that it doesn't name stay as they are.
    ///
    /// @param path of the list, as refusals name it
    List<Change> read(Subscription subscription, List<Form> asked, String path, Instant now) {
        var old = subscription.getItems().getData();
        List<Change> changes = new ArrayList<>();
        var named = new HashSet<String>();
        for (int i = 0; i < asked.size(); i++) {
            var change = change(subscription, asked.get(i), path + "[" + i + "]", now);
            change.before().filter(item -> !named.add(item.getId())).ifPresent(item -> {
                throw Refusal.invalid("The item %s is named twice.".formatted(item.getId()), path);
            });
            changes.add(change);
        }
        var all = Stream.concat(
                        old.stream()
                                .filter(item -> !named.contains(item.getId()))
                                .map(item -> new Change(Optional.of(item), Optional.of(item))),
                        changes.stream())
                .toList();
        check(all, path);
        return all;
    }

    private static void check(List<Change> changes, String path) {
        var after = changes.stream().flatMap(change -> change.after().stream()).toList();
        if (after.isEmpty()) {
            throw Refusal.invalid(
                    "A subscription must have at least one active plan. In order to cancel the subscription, please use"
                            + " the subscription cancellation endpoint.",
                    path);
        }
        var prices = new HashSet<String>();
        after.stream()
                .map(item -> item.getPrice().getId())
                .filter(price -> !prices.add(price))
                .forEach(price -> {
                    throw Refusal.invalid("Cannot add multiple subscription items with the same plan: " + price, path);
                });
    }

    private Change change(Subscription subscription, Form asked, String path, Instant now) {
        var before = asked.text("id").map(id -> item(subscription, id, path + "[id]"));
        if (asked.flag("deleted")) {
            if (before.isEmpty()) {
                throw Refusal.invalid(
                        "parameter_missing", "Missing required param: %s[id].".formatted(path), path + "[id]");
            }
            return new Change(before, Optional.empty());
        }
        var price = asked.text("price").map(id -> price(id, path + "[price]"));
        if (before.isEmpty() && price.isEmpty()) {
            throw Refusal.invalid(
                    "parameter_missing", "Missing required param: %s[price].".formatted(path), path + "[price]");
        }
        var quantity = asked.number("quantity")
                .orElse(before.map(SubscriptionItem::getQuantity).orElse(1L));
        checkQuantity(quantity, 0, path + "[quantity]");
        var after = before.map(Items::copy).orElseGet(() -> item(subscription, now));
        price.ifPresent(other -> {
            after.setPrice(other);
            after.setPlan(Catalog.plan(other));
        });
        after.setQuantity(quantity);
        if (asked.has("metadata")) {
            after.setMetadata(Customers.merged(after.getMetadata(), asked));
        }
        return new Change(before, Optional.of(after));
    }

    private static SubscriptionItem item(Subscription subscription, String id, String param) {
        return subscription.getItems().getData().stream()
                .filter(item -> item.getId().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.noSuch("subscription_item", id, param));
    }

    /// A price that can be subscribed to.
    Price price(String id, String param) {
        return books.prices.named(id, param);
    }

    static void checkQuantity(long quantity, long least, String param) {
        if (quantity < least) {
            throw Refusal.parameter(
                    "parameter_invalid_integer",
                    "This value must be greater than or equal to %d.".formatted(least),
                    param);
        }
        if (quantity > MOST) {
            throw Refusal.parameter(
                    "parameter_invalid_integer", "This value must be less than or equal to %d.".formatted(MOST), param);
        }
    }

    private static SubscriptionItem copy(SubscriptionItem item) {
        return ApiResource.INTERNAL_GSON.fromJson(item.toJson(), SubscriptionItem.class);
    }

    /// One of the same period as the others.
    private static SubscriptionItem item(Subscription subscription, Instant now) {
        var first = subscription.getItems().getData().getFirst();
        return item(
                subscription,
                Instant.ofEpochSecond(first.getCurrentPeriodStart()),
                Instant.ofEpochSecond(first.getCurrentPeriodEnd()),
                now);
    }

    private static SubscriptionItem item(Subscription subscription, Instant start, Instant end, Instant now) {
        var item = new SubscriptionItem();
        item.setId(Ids.next("si"));
        item.setObject("subscription_item");
        item.setCreated(now.getEpochSecond());
        item.setCurrentPeriodStart(start.getEpochSecond());
        item.setCurrentPeriodEnd(end.getEpochSecond());
        item.setDiscounts(List.of());
        item.setMetadata(Map.of());
        item.setSubscription(subscription.getId());
        item.setTaxRates(List.of());
        return item;
    }

    SubscriptionItem item(Subscription subscription, Price price, long quantity, Instant start, Instant end) {
        var item = item(subscription, start, end, start);
        item.setPrice(price);
        item.setPlan(Catalog.plan(price));
        item.setQuantity(quantity);
        return item;
    }

    static void put(Subscription subscription, List<SubscriptionItem> items) {
        var collection = new SubscriptionItemCollection();
        collection.setObject("list");
        collection.setData(new ArrayList<>(items));
        collection.setHasMore(false);
        collection.setUrl("/v1/subscription_items?subscription=" + subscription.getId());
        subscription.setItems(collection);
    }

    static List<SubscriptionItem> after(List<Change> changes) {
        return changes.stream().flatMap(change -> change.after().stream()).toList();
    }

    /// What of the current period is given back and charged, if this is changed at that moment.
    List<InvoiceItem> prorations(Subscription subscription, List<Change> changes, Instant at, Instant now) {
        var first = subscription.getItems().getData().getFirst();
        var proration = new Proration(
                Instant.ofEpochSecond(first.getCurrentPeriodStart()),
                Instant.ofEpochSecond(first.getCurrentPeriodEnd()),
                at);
        List<InvoiceItem> notes = new ArrayList<>();
        changes.stream().filter(Change::changesThePrice).forEach(change -> {
            change.before()
                    .filter(item -> item.getQuantity() > 0)
                    .ifPresent(item -> notes.add(lines.unused(subscription, item, proration, now)));
            change.after()
                    .filter(item -> item.getQuantity() > 0)
                    .ifPresent(item -> notes.add(lines.remaining(subscription, item, proration, now)));
        });
        return notes;
    }
}
