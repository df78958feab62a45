package dev.slipway.adapters.stripe;

import com.stripe.model.InvoiceLineItem;
import com.stripe.param.InvoiceListParams;
import dev.slipway.billing.CustomerId;
import dev.slipway.billing.Invoice;
import dev.slipway.billing.Money;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Position;
import dev.slipway.kernel.Slice;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The invoices of a customer.
final class Invoices {

    /// Stripe's own limit: who wants more at once gets as many, and a place to go on from.
    private static final int MOST = 100;

    private final Wire wire;

    Invoices(Wire wire) {
        this.wire = wire;
    }

    Page<Invoice> list(CustomerId customer, Slice slice) {
        var params = InvoiceListParams.builder().setCustomer(customer.value()).setLimit((long)
                Math.min(slice.limit(), MOST));
        slice.after().map(Position::value).ifPresent(params::setStartingAfter);
        var part = wire.ask(stripe -> stripe.invoices().list(params.build()));
        var invoices = part.getData().stream().map(Invoices::read).toList();
        var next = Boolean.TRUE.equals(part.getHasMore()) && !invoices.isEmpty()
                ? Optional.of(new Position(invoices.getLast().id()))
                : Optional.<Position>empty();
        return new Page<>(invoices, next);
    }

    private static Invoice read(com.stripe.model.Invoice told) {
        var lines = Optional.ofNullable(told.getLines().getData()).orElse(List.of());
        return new Invoice(
                told.getId(),
                Optional.ofNullable(told.getNumber()),
                state(told),
                new Money(told.getTotal(), PriceList.currency(told.getCurrency())),
                Instant.ofEpochSecond(told.getCreated()),
                // An invoice's own period is the one that has passed: what is charged for stands on its lines.
                Instant.ofEpochSecond(lines.stream()
                        .map(InvoiceLineItem::getPeriod)
                        .mapToLong(InvoiceLineItem.Period::getStart)
                        .min()
                        .orElse(told.getPeriodStart())),
                Instant.ofEpochSecond(lines.stream()
                        .map(InvoiceLineItem::getPeriod)
                        .mapToLong(InvoiceLineItem.Period::getEnd)
                        .max()
                        .orElse(told.getPeriodEnd())),
                Optional.ofNullable(told.getHostedInvoiceUrl()).map(URI::create),
                Optional.ofNullable(told.getInvoicePdf()).map(URI::create));
    }

    private static Invoice.State state(com.stripe.model.Invoice told) {
        try {
            return Invoice.State.valueOf(told.getStatus().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw new IllegalStateException(
                    "Stripe calls the invoice " + told.getId() + " \"" + told.getStatus() + "\", which isn't known.");
        }
    }
}
