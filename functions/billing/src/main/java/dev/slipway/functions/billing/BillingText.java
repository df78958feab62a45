package dev.slipway.functions.billing;

import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.billing.Billed;
import dev.slipway.billing.Invoice;
import dev.slipway.billing.Money;
import dev.slipway.billing.Quantities;
import dev.slipway.billing.Quote;
import dev.slipway.billing.ReadBilling;
import dev.slipway.billing.Subscription;
import dev.slipway.org.Seats;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Billing as programs read it.
final class BillingText {

    private BillingText() {}

    static void write(JsonText json, ReadBilling.Outcome.Shown shown, Instant now) {
        var billed = shown.billed();
        var policy = billed.organization().policy();
        json.text("organization", billed.organization().slug().value())
                .text("standing", standing(billed, now))
                .instant("worksUntil", policy.worksUntil())
                .object("seats", inside -> write(inside, billed.seats()))
                .object("poolSeats", inside -> write(inside, billed.pool()))
                .object(
                        "storage",
                        inside -> inside.number("usedBytes", billed.storedBytes())
                                .number("quotaBytes", policy.storageQuotaBytes()));
        shown.prices().ifPresent(prices -> {
            json.object("seatPrice", inside -> write(inside, prices.seat()));
            prices.poolSeat().ifPresent(price -> json.object("poolSeatPrice", inside -> write(inside, price)));
        });
        billed.account()
                .flatMap(account -> account.subscription())
                .ifPresent(subscription ->
                        json.object("subscription", inside -> write(inside, subscription, shown.payAt())));
    }

    /// What it comes to for whoever works there.
    private static String standing(Billed billed, Instant now) {
        var policy = billed.organization().policy();
        return policy.lapsedAt(now) ? "lapsed" : policy.inGraceAt(now) ? "grace" : "paid";
    }

    static void write(JsonText json, Subscription subscription, Optional<URI> payAt) {
        json.text("status", subscription.status().name().toLowerCase(Locale.ROOT))
                .instant("startedAt", subscription.startedAt())
                .instant("periodEnd", subscription.periodEnd())
                .flag("ends", subscription.ends())
                .instant("endedAt", subscription.endedAt())
                .object("paid", inside -> write(inside, subscription.paid()));
        subscription
                .awaited()
                .ifPresent(awaited -> json.object(
                        "awaited",
                        inside -> write(inside, awaited.wanted())
                                .instant("until", awaited.until())
                                .text("payAt", awaited.payAt().or(() -> payAt).map(URI::toString))));
    }

    static void write(JsonText json, Quote quote) {
        json.object("now", inside -> write(inside, quote.now()))
                .object("perPeriod", inside -> write(inside, quote.perPeriod()))
                .instant("pricedAt", quote.at());
    }

    static void write(JsonText json, Invoice invoice) {
        json.text("id", invoice.id())
                .text("number", invoice.number())
                .text("state", invoice.state().name().toLowerCase(Locale.ROOT))
                .object("total", inside -> write(inside, invoice.total()))
                .instant("createdAt", invoice.createdAt())
                .instant("periodStart", invoice.periodStart())
                .instant("periodEnd", invoice.periodEnd())
                .text("page", invoice.page().map(URI::toString))
                .text("pdf", invoice.pdf().map(URI::toString));
    }

    private static JsonText write(JsonText json, Quantities quantities) {
        return json.number("seats", quantities.seats()).number("poolSeats", quantities.poolSeats());
    }

    private static void write(JsonText json, Seats seats) {
        json.number("paid", seats.paid()).number("taken", seats.taken());
    }

    /// In the smallest unit, and the currency in small letters, as Stripe writes it.
    private static void write(JsonText json, Money money) {
        json.number("amount", money.amount())
                .text("currency", money.currency().getCurrencyCode().toLowerCase(Locale.ROOT));
    }
}
