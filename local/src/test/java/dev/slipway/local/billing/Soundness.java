package dev.slipway.local.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.stripe.exception.StripeException;
import com.stripe.model.Invoice;
import com.stripe.model.InvoiceItem;
import com.stripe.param.InvoiceItemListParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.SubscriptionListParams;
import dev.slipway.billing.Quantities;
import dev.slipway.billing.Subscription;
import dev.slipway.kernel.Slice;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What must be so of an organization's money, at each moment and in the end.
final class Soundness {

    private static final Slice ALL = Slice.first(100);

    private final Stage stage;
    private final Map<Stage.Org, Records.Held> before = new HashMap<>();

    Soundness(Stage stage) {
        this.stage = stage;
    }

    /// After each step: the counters are what counting gives, whoever sat down has a seat that Stripe is paid for, and
    /// there is one subscription at most.
    void check(Stage.Org org) throws StripeException {
        var billed = stage.billed(org);
        var held = stage.records.held(org);
        assertThat(billed.seats().taken()).as("seats taken in %s", org.slug()).isEqualTo(held.seats());
        assertThat(billed.pool().taken()).as("places taken in %s", org.slug()).isEqualTo(held.places());
        var bought = stage.atStripe(org).map(Subscription::paid).orElse(Quantities.NONE);
        var had = before.getOrDefault(org, new Records.Held(1, 0));
        if (held.seats() > had.seats()) {
            assertThat(held.seats()).as("seats of %s", org.slug()).isLessThanOrEqualTo(bought.seats());
        }
        if (held.places() > had.places()) {
            assertThat(held.places()).as("places of %s", org.slug()).isLessThanOrEqualTo(bought.poolSeats());
        }
        before.put(org, held);
        assertThat(live(org)).as("live subscriptions of %s", org.slug()).isLessThanOrEqualTo(1);
    }

    private long live(Stage.Org org) throws StripeException {
        if (stage.billed(org).account().isEmpty()) {
            return 0;
        }
        var all = stage.till
                .client
                .v1()
                .subscriptions()
                .list(SubscriptionListParams.builder()
                        .setCustomer(stage.customer(org))
                        .setLimit(100L)
                        .build());
        return all.getData().stream()
                .filter(one -> !one.getStatus().equals("incomplete_expired"))
                .count();
    }

    /// When all is mended: both sides say the same.
    void checkMended(Stage.Org org) throws StripeException {
        check(org);
        var billed = stage.billed(org);
        if (billed.account().isEmpty()) {
            return;
        }
        assertThat(stage.account(org).change()).as("change of %s", org.slug()).isEmpty();
        var read = stage.atStripe(org);
        assertThat(stage.account(org).subscription().map(Soundness::stored))
                .as("subscription of %s", org.slug())
                .isEqualTo(read.map(Soundness::stored));
        var given = read.map(Subscription::given).orElse(Quantities.NONE);
        assertThat(new Quantities(billed.seats().paid(), billed.pool().paid())).isEqualTo(given);
        assertThat(billed.organization().policy().worksUntil())
                .isEqualTo(read.map(Subscription::worksUntil)
                        .orElse(Optional.of(billed.organization().createdAt()))
                        .map(until -> until.truncatedTo(ChronoUnit.SECONDS)));
        if (read.isPresent()) {
            assertThat(billed.organization().policy().storageQuotaBytes())
                    .isEqualTo(given.seats() * Stage.BYTES_PER_SEAT);
        }
        checkMoney(org);
    }

    /// Without what is never stored.
    private static Subscription stored(Subscription one) {
        return new Subscription(
                one.id(),
                one.status(),
                one.startedAt(),
                one.paid(),
                one.items(),
                one.periodEnd(),
                one.ends(),
                one.endedAt(),
                one.owingSince(),
                one.awaited()
                        .map(awaited -> new Subscription.Awaited(awaited.wanted(), awaited.until(), Optional.empty())));
    }

    /// How many there were of each from a moment on, in the period that then ran.
    private record Since(Instant at, String status, long start, long end, long seats, long places) {

        double cents() {
            return seats * Stage.SEAT_CENTS + places * Stage.POOL_CENTS;
        }
    }

    /// All that was invoiced, or will be on the next invoice, is what was had for as long as it was had; and whatever
    /// took effect as more is on one invoice of its own.
    private void checkMoney(Stage.Org org) throws StripeException {
        var histories = new TreeMap<String, List<Since>>();
        for (var event : stage.stripe.events()) {
            var object = event.getAsJsonObject("data").getAsJsonObject("object");
            if (event.get("type").getAsString().matches("customer\\.subscription\\.(created|updated)")
                    && object.get("customer").getAsString().equals(stage.customer(org))) {
                histories
                        .computeIfAbsent(object.get("id").getAsString(), _ -> new ArrayList<>())
                        .add(since(Instant.ofEpochSecond(event.get("created").getAsLong()), object));
            }
        }
        for (var history : histories.entrySet()) {
            var invoices = invoices(history.getKey());
            // What a change waits for is no change yet.
            var billed = invoices.stream()
                            .filter(invoice -> !invoice.getStatus().equals("void"))
                            .filter(invoice ->
                                    !isUpdate(invoice) || !invoice.getStatus().equals("open"))
                            .mapToLong(Invoice::getTotal)
                            .sum()
                    + notInvoiced(org, history.getKey());
            if (!mayHaveLost(history.getValue(), invoices)) {
                assertThat((double) billed)
                        .as("billed to %s for %s: %s", org.slug(), history.getKey(), history.getValue())
                        .isCloseTo(
                                integral(history.getValue()),
                                within(2.0 * history.getValue().size()));
            }
            assertThat(invoices.stream()
                            .filter(Soundness::isUpdate)
                            .filter(invoice -> invoice.getStatus().equals("paid") && invoice.getTotal() > 0))
                    .as("invoices of %s: %s", org.slug(), history.getValue())
                    .hasSize(raises(history.getValue()));
        }
    }

    private static boolean isUpdate(Invoice invoice) {
        return invoice.getBillingReason().equals("subscription_update");
    }

    /// A credit that was noted while a payment was owed goes with the next increase, if that is dropped.
    private static boolean mayHaveLost(List<Since> history, List<Invoice> invoices) {
        return history.stream().anyMatch(since -> since.status().equals("past_due"))
                && invoices.stream()
                        .anyMatch(invoice ->
                                isUpdate(invoice) && invoice.getStatus().equals("void"));
    }

    private static Since since(Instant at, JsonObject subscription) {
        long seats = 0;
        long places = 0;
        long start = 0;
        long end = 0;
        for (var each : subscription.getAsJsonObject("items").getAsJsonArray("data")) {
            var item = each.getAsJsonObject();
            var quantity = item.get("quantity").getAsLong();
            if (item.getAsJsonObject("price").get("unit_amount").getAsLong() == Stage.SEAT_CENTS) {
                seats += quantity;
            } else {
                places += quantity;
            }
            start = item.get("current_period_start").getAsLong();
            end = item.get("current_period_end").getAsLong();
        }
        return new Since(at, subscription.get("status").getAsString(), start, end, seats, places);
    }

    /// Of each period what it costs as it began, and of each change what it costs for the rest.
    private static double integral(List<Since> history) {
        var first = history.getFirst();
        double sum = first.cents();
        for (int i = 1; i < history.size(); i++) {
            var earlier = history.get(i - 1);
            var later = history.get(i);
            if (later.start() != earlier.start()) {
                sum += later.cents();
            } else {
                double rest = later.end() - later.at().getEpochSecond();
                sum += (later.cents() - earlier.cents()) * rest / (later.end() - later.start());
            }
        }
        return sum;
    }

    private static int raises(List<Since> history) {
        int raises = 0;
        for (int i = 1; i < history.size(); i++) {
            if (history.get(i).cents() > history.get(i - 1).cents()) {
                raises++;
            }
        }
        return raises;
    }

    private List<Invoice> invoices(String subscription) throws StripeException {
        var all = new ArrayList<Invoice>();
        for (var invoice : stage.till
                .client
                .v1()
                .invoices()
                .list(InvoiceListParams.builder()
                        .setSubscription(subscription)
                        .setLimit(100L)
                        .build())
                .autoPagingIterable()) {
            all.add(invoice);
        }
        return all;
    }

    private long notInvoiced(Stage.Org org, String subscription) throws StripeException {
        long sum = 0;
        for (var note : stage.till
                .client
                .v1()
                .invoiceItems()
                .list(InvoiceItemListParams.builder()
                        .setCustomer(stage.customer(org))
                        .setPending(true)
                        .setLimit(100L)
                        .build())
                .autoPagingIterable()) {
            sum += subscription.equals(subscriptionOf(note)) ? note.getAmount() : 0;
        }
        return sum;
    }

    private static String subscriptionOf(InvoiceItem note) {
        return note.getParent().getSubscriptionDetails().getSubscription();
    }

    /// The open invoices of an organization, the oldest last.
    List<dev.slipway.billing.Invoice> open(Stage.Org org) {
        return stage
                .billed(org)
                .account()
                .map(account ->
                        stage.payments.listInvoices(account.customer(), ALL).items())
                .orElse(List.of())
                .stream()
                .filter(invoice -> invoice.state() == dev.slipway.billing.Invoice.State.OPEN)
                .toList();
    }
}
