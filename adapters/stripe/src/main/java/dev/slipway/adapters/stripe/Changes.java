package dev.slipway.adapters.stripe;

import com.stripe.param.InvoiceCreatePreviewParams;
import com.stripe.param.InvoiceCreatePreviewParams.SubscriptionDetails;
import com.stripe.param.SubscriptionUpdateParams;
import dev.slipway.billing.Money;
import dev.slipway.billing.Payments.Changed;
import dev.slipway.billing.Quote;
import dev.slipway.billing.Subscription;
import dev.slipway.org.SeatKind;
import java.time.Instant;

/// Changes of a quantity: what they would cost, and how they are made.
final class Changes {

    private final Wire wire;
    private final PriceList prices;

    Changes(Wire wire, PriceList prices) {
        this.wire = wire;
        this.prices = prices;
    }

    /// What is more is invoiced at once, and waits if it isn't paid at once. What is less is invoiced at once as well,
    /// which makes it a credit in the customer's balance: a mere note would be taken onto the invoice of the next
    /// increase, and be lost with it if that is never paid. Where a payment is owed it is noted all the same, as an
    /// invoice of nothing, paid by itself, would be the latest, and pass for that payment.
    Changed change(Subscription before, SeatKind kind, long quantity, Instant at, String key) {
        long had = before.paid().of(kind);
        if (quantity == had) {
            return new Changed.Taken();
        }
        var params = SubscriptionUpdateParams.builder()
                .addItem(item(before, kind, quantity))
                .setProrationDate(at.getEpochSecond());
        if (quantity > had) {
            params.setProrationBehavior(SubscriptionUpdateParams.ProrationBehavior.ALWAYS_INVOICE)
                    .setPaymentBehavior(SubscriptionUpdateParams.PaymentBehavior.PENDING_IF_INCOMPLETE);
        } else if (before.worksUntil().isEmpty()) {
            params.setProrationBehavior(SubscriptionUpdateParams.ProrationBehavior.ALWAYS_INVOICE);
        } else {
            params.setProrationBehavior(SubscriptionUpdateParams.ProrationBehavior.CREATE_PRORATIONS);
        }
        try {
            wire.ask(stripe -> stripe.subscriptions().update(before.id().value(), params.build(), Wire.once(key)));
            return new Changed.Taken();
        } catch (Refusal refusal) {
            return new Changed.Declined(refusal.sentence());
        }
    }

    private SubscriptionUpdateParams.Item item(Subscription before, SeatKind kind, long quantity) {
        var item = SubscriptionUpdateParams.Item.builder();
        var line = before.items().get(kind);
        if (line == null) {
            return item.setPrice(prices.idOf(kind)).setQuantity(quantity).build();
        }
        item.setId(line);
        return (quantity == 0 ? item.setDeleted(true) : item.setQuantity(quantity)).build();
    }

    /// As it is invoiced: of more what is then to be paid, which counts what the customer has good and what is noted
    /// already; of fewer the total, which is below nought, where what is to be paid would be nought. The preview is of
    /// an invoice at once in each case: only then it has nothing of the next period in it.
    Quote quote(Subscription before, SeatKind kind, long quantity, Instant at) {
        var details = SubscriptionDetails.builder()
                .addItem(previewed(before, kind, quantity))
                .setProrationBehavior(SubscriptionDetails.ProrationBehavior.ALWAYS_INVOICE)
                .setProrationDate(at.getEpochSecond())
                .build();
        var params = InvoiceCreatePreviewParams.builder()
                .setSubscription(before.id().value())
                .setSubscriptionDetails(details)
                .build();
        var perPeriod = prices.prices().of(before.paid().with(kind, quantity));
        if (quantity == before.paid().of(kind)) {
            return new Quote(perPeriod.times(0), perPeriod, at);
        }
        var invoice = wire.ask(stripe -> stripe.invoices().createPreview(params));
        var more = quantity > before.paid().of(kind);
        var now = new Money(
                more ? invoice.getAmountDue() : invoice.getTotal(), PriceList.currency(invoice.getCurrency()));
        return new Quote(now, perPeriod, at);
    }

    private SubscriptionDetails.Item previewed(Subscription before, SeatKind kind, long quantity) {
        var item = SubscriptionDetails.Item.builder();
        var line = before.items().get(kind);
        if (line == null) {
            return item.setPrice(prices.idOf(kind)).setQuantity(quantity).build();
        }
        item.setId(line);
        return (quantity == 0 ? item.setDeleted(true) : item.setQuantity(quantity)).build();
    }
}
