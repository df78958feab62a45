package dev.slipway.local.stripe.account;

import com.stripe.model.InvoiceItem;
import com.stripe.model.InvoiceLineItem;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionItem;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The lines of invoices.
final class Lines {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Catalog catalog;

    Lines(Catalog catalog) {
        this.catalog = catalog;
    }

    /// A whole period of an item.
    InvoiceLineItem period(Subscription subscription, SubscriptionItem item, Instant start, Instant end) {
        var price = item.getPrice();
        var details = new InvoiceLineItem.Parent.SubscriptionItemDetails();
        details.setProration(false);
        details.setSubscription(subscription.getId());
        details.setSubscriptionItem(item.getId());
        var line = line(price, item.getQuantity(), Math.multiplyExact(price.getUnitAmount(), item.getQuantity()));
        line.setDescription("%d × %s (at %s / %s)"
                .formatted(
                        item.getQuantity(),
                        catalog.name(price),
                        Money.text(price.getUnitAmount(), price.getCurrency()),
                        price.getRecurring().getInterval()));
        line.setParent(parent(details));
        line.setPeriod(span(start.getEpochSecond(), end.getEpochSecond()));
        line.setSubscription(subscription.getId());
        line.setMetadata(subscription.getMetadata());
        return line;
    }

    /// What was noted to be invoiced.
    InvoiceLineItem noted(InvoiceItem item, Price price) {
        var details = new InvoiceLineItem.Parent.SubscriptionItemDetails();
        var parent = item.getParent().getSubscriptionDetails();
        details.setInvoiceItem(item.getId());
        details.setProration(item.getProration());
        details.setProrationDetails(new InvoiceLineItem.Parent.SubscriptionItemDetails.ProrationDetails());
        details.setSubscription(parent.getSubscription());
        details.setSubscriptionItem(parent.getSubscriptionItem());
        var line = line(price, item.getQuantity(), item.getAmount());
        line.setDescription(item.getDescription());
        line.setDiscountable(false);
        line.setParent(parent(details));
        line.setPeriod(span(item.getPeriod().getStart(), item.getPeriod().getEnd()));
        line.setSubscription(parent.getSubscription());
        return line;
    }

    private static InvoiceLineItem.Parent parent(InvoiceLineItem.Parent.SubscriptionItemDetails details) {
        var parent = new InvoiceLineItem.Parent();
        parent.setType("subscription_item_details");
        parent.setSubscriptionItemDetails(details);
        return parent;
    }

    private static InvoiceLineItem.Period span(long start, long end) {
        var period = new InvoiceLineItem.Period();
        period.setStart(start);
        period.setEnd(end);
        return period;
    }

    private static InvoiceLineItem line(Price price, long quantity, long amount) {
        var details = new InvoiceLineItem.Pricing.PriceDetails();
        details.setPrice(price.getId());
        details.setProduct(price.getProduct());
        var pricing = new InvoiceLineItem.Pricing();
        pricing.setType("price_details");
        pricing.setPriceDetails(details);
        pricing.setUnitAmountDecimal(price.getUnitAmountDecimal());
        var line = new InvoiceLineItem();
        line.setId(Ids.next("il"));
        line.setObject("line_item");
        line.setAmount(amount);
        line.setSubtotal(amount);
        line.setCurrency(price.getCurrency());
        line.setDiscountAmounts(List.of());
        line.setDiscountable(true);
        line.setDiscounts(List.of());
        line.setLivemode(false);
        line.setMetadata(Map.of());
        line.setPretaxCreditAmounts(List.of());
        line.setPricing(pricing);
        line.setQuantity(quantity);
        line.setQuantityDecimal(BigDecimal.valueOf(quantity));
        line.setTaxes(List.of());
        return line;
    }

    /// A note that the rest of a period isn't used.
    InvoiceItem unused(Subscription subscription, SubscriptionItem item, Proration proration, Instant now) {
        var note = note(subscription, item, proration, now);
        note.setAmount(-proration.of(Math.multiplyExact(item.getPrice().getUnitAmount(), item.getQuantity())));
        note.setDescription(described("Unused", item, proration));
        return finished(note);
    }

    /// A note of what the rest of a period costs.
    InvoiceItem remaining(Subscription subscription, SubscriptionItem item, Proration proration, Instant now) {
        var note = note(subscription, item, proration, now);
        note.setAmount(proration.of(Math.multiplyExact(item.getPrice().getUnitAmount(), item.getQuantity())));
        note.setDescription(described("Remaining", item, proration));
        return finished(note);
    }

    private String described(String which, SubscriptionItem item, Proration proration) {
        return "%s time on %d × %s after %s"
                .formatted(which, item.getQuantity(), catalog.name(item.getPrice()), DAY.format(proration.at()));
    }

    private static InvoiceItem finished(InvoiceItem note) {
        note.setNetAmount(note.getAmount());
        return note;
    }

    private static InvoiceItem note(
            Subscription subscription, SubscriptionItem item, Proration proration, Instant now) {
        var price = item.getPrice();
        var details = new InvoiceItem.Parent.SubscriptionDetails();
        details.setSubscription(subscription.getId());
        details.setSubscriptionItem(item.getId());
        var parent = new InvoiceItem.Parent();
        parent.setType("subscription_details");
        parent.setSubscriptionDetails(details);
        var period = new InvoiceItem.Period();
        period.setStart(proration.at().getEpochSecond());
        period.setEnd(proration.end().getEpochSecond());
        var priceDetails = new InvoiceItem.Pricing.PriceDetails();
        priceDetails.setPrice(price.getId());
        priceDetails.setProduct(price.getProduct());
        var pricing = new InvoiceItem.Pricing();
        pricing.setType("price_details");
        pricing.setPriceDetails(priceDetails);
        pricing.setUnitAmountDecimal(price.getUnitAmountDecimal());
        var note = new InvoiceItem();
        note.setId(Ids.next("ii"));
        note.setObject("invoiceitem");
        note.setCurrency(price.getCurrency());
        note.setCustomer(subscription.getCustomer());
        note.setDate(now.getEpochSecond());
        note.setDiscountable(false);
        note.setDiscounts(List.of());
        note.setLivemode(false);
        note.setMetadata(Map.of());
        note.setParent(parent);
        note.setPeriod(period);
        note.setPricing(pricing);
        note.setProration(true);
        note.setProrationDetails(new InvoiceItem.ProrationDetails());
        note.setQuantity(item.getQuantity());
        note.setQuantityDecimal(BigDecimal.valueOf(item.getQuantity()));
        note.setTaxRates(List.of());
        note.setTestClock(subscription.getTestClock());
        return note;
    }
}
