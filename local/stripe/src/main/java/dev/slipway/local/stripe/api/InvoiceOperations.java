package dev.slipway.local.stripe.api;

import com.stripe.model.Invoice;
import com.stripe.param.InvoiceCreatePreviewParams;
import com.stripe.param.InvoiceFinalizeInvoiceParams;
import com.stripe.param.InvoiceItemListParams;
import com.stripe.param.InvoiceItemRetrieveParams;
import com.stripe.param.InvoiceLineItemListParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.InvoiceMarkUncollectibleParams;
import com.stripe.param.InvoicePayParams;
import com.stripe.param.InvoiceRetrieveParams;
import com.stripe.param.InvoiceVoidInvoiceParams;
import dev.slipway.local.stripe.account.Account;
import dev.slipway.local.stripe.wire.Call;
import dev.slipway.local.stripe.wire.Operation;
import java.time.Instant;
import java.util.List;

/// Invoices, and what is noted for them.
final class InvoiceOperations {

    private final Account account;

    InvoiceOperations(Account account) {
        this.account = account;
    }

    List<Operation> all() {
        return List.of(
                Operation.of(
                        "POST",
                        "/v1/invoices/create_preview",
                        InvoiceCreatePreviewParams.class,
                        call -> account.previews.preview(call.form()),
                        "customer",
                        "subscription",
                        "subscription_details.items.id",
                        "subscription_details.items.price",
                        "subscription_details.items.quantity",
                        "subscription_details.items.deleted",
                        "subscription_details.proration_behavior",
                        "subscription_details.proration_date",
                        "subscription_details.cancel_at_period_end"),
                Operation.list(
                        "/v1/invoices", InvoiceListParams.class, this::list, "customer", "subscription", "status"),
                Operation.of("GET", "/v1/invoices/{id}", InvoiceRetrieveParams.class, this::invoice),
                Operation.list("/v1/invoices/{id}/lines", InvoiceLineItemListParams.class, this::lines),
                Operation.of(
                        "POST",
                        "/v1/invoices/{id}/pay",
                        InvoicePayParams.class,
                        call -> account.payments.pay(invoice(call), now(invoice(call)))),
                Operation.of(
                        "POST",
                        "/v1/invoices/{id}/finalize",
                        InvoiceFinalizeInvoiceParams.class,
                        call -> account.invoices.finish(invoice(call), now(invoice(call)))),
                Operation.of(
                        "POST",
                        "/v1/invoices/{id}/void",
                        InvoiceVoidInvoiceParams.class,
                        call -> account.payments.giveUp(invoice(call), "void", now(invoice(call)))),
                Operation.of(
                        "POST",
                        "/v1/invoices/{id}/mark_uncollectible",
                        InvoiceMarkUncollectibleParams.class,
                        call -> account.payments.giveUp(invoice(call), "uncollectible", now(invoice(call)))),
                Operation.list("/v1/invoiceitems", InvoiceItemListParams.class, this::notes, "customer", "pending"),
                Operation.of(
                        "GET",
                        "/v1/invoiceitems/{id}",
                        InvoiceItemRetrieveParams.class,
                        call -> account.books.invoiceItems.get(call.id())));
    }

    private Invoice invoice(Call call) {
        return account.books.invoices.get(call.id());
    }

    private Instant now(Invoice invoice) {
        return account.now(account.books.customers.get(invoice.getCustomer()));
    }

    private Object list(Call call) {
        var customer = call.form().text("customer");
        customer.ifPresent(id -> account.books.customers.named(id, "customer"));
        var subscription = call.form().text("subscription");
        var status = call.form().text("status");
        return Listing.page(
                account.books.invoices.newestFirst().stream()
                        .filter(each -> customer.isEmpty() || customer.get().equals(each.getCustomer()))
                        .filter(each -> subscription.isEmpty()
                                || subscription
                                        .get()
                                        .equals(each.getParent()
                                                .getSubscriptionDetails()
                                                .getSubscription()))
                        .filter(each -> status.isEmpty() || status.get().equals(each.getStatus()))
                        .map(account.printer::json)
                        .toList(),
                call.form(),
                "invoice",
                "/v1/invoices");
    }

    private Object lines(Call call) {
        return Listing.page(
                invoice(call).getLines().getData().stream()
                        .map(account.printer::json)
                        .toList(),
                call.form(),
                "line item",
                "/v1/invoices/%s/lines".formatted(call.id()));
    }

    private Object notes(Call call) {
        var customer = call.form().text("customer");
        var pending = call.form().text("pending").map("true"::equals);
        return Listing.page(
                account.books.invoiceItems.newestFirst().stream()
                        .filter(each -> customer.isEmpty() || customer.get().equals(each.getCustomer()))
                        .filter(each -> pending.isEmpty() || pending.get() == (each.getInvoice() == null))
                        .map(account.printer::json)
                        .toList(),
                call.form(),
                "invoiceitem",
                "/v1/invoiceitems");
    }
}
