package dev.slipway.local.stripe.api;

import com.stripe.param.SubscriptionCancelParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.SubscriptionItemListParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.SubscriptionResumeParams;
import com.stripe.param.SubscriptionRetrieveParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.billingportal.SessionCreateParams;
import com.stripe.param.checkout.SessionExpireParams;
import com.stripe.param.checkout.SessionListLineItemsParams;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import dev.slipway.local.stripe.account.Account;
import dev.slipway.local.stripe.wire.Call;
import dev.slipway.local.stripe.wire.Operation;
import dev.slipway.local.stripe.wire.Refusal;
import java.util.List;
import java.util.Set;

/// Subscriptions, and the pages on which they are begun and looked after.
final class SubscriptionOperations {

    private static final Set<String> OVER = Set.of("canceled", "incomplete_expired");

    private final Account account;

    SubscriptionOperations(Account account) {
        this.account = account;
    }

    List<Operation> all() {
        return List.of(
                Operation.of(
                        "POST",
                        "/v1/checkout/sessions",
                        com.stripe.param.checkout.SessionCreateParams.class,
                        call -> account.checkouts.create(call.form()),
                        "mode!",
                        "line_items!",
                        "line_items.price!",
                        "line_items.quantity!",
                        "line_items.adjustable_quantity",
                        "success_url!",
                        "cancel_url",
                        "customer",
                        "customer_email",
                        "customer_update.name",
                        "customer_update.address",
                        "client_reference_id",
                        "subscription_data.metadata",
                        "subscription_data.description",
                        "tax_id_collection",
                        "billing_address_collection",
                        "expires_at",
                        "metadata",
                        "locale",
                        "ui_mode"),
                Operation.list(
                        "/v1/checkout/sessions",
                        SessionListParams.class,
                        this::checkouts,
                        "customer",
                        "subscription",
                        "status"),
                Operation.of(
                        "GET",
                        "/v1/checkout/sessions/{id}",
                        SessionRetrieveParams.class,
                        call -> account.books.checkouts.get(call.id())),
                Operation.of(
                        "POST",
                        "/v1/checkout/sessions/{id}/expire",
                        SessionExpireParams.class,
                        call -> account.checkouts.expire(call.id())),
                Operation.list(
                        "/v1/checkout/sessions/{id}/line_items", SessionListLineItemsParams.class, this::lineItems),
                Operation.of(
                        "POST",
                        "/v1/billing_portal/sessions",
                        SessionCreateParams.class,
                        call -> account.portals.create(call.form()),
                        "customer!",
                        "return_url",
                        "locale",
                        "flow_data.type!",
                        "flow_data.subscription_cancel.subscription!"),
                Operation.of(
                        "POST",
                        "/v1/subscriptions",
                        SubscriptionCreateParams.class,
                        call -> account.signups.create(call.form()),
                        "customer!",
                        "items!",
                        "items.price!",
                        "items.quantity",
                        "payment_behavior",
                        "default_payment_method",
                        "metadata",
                        "description"),
                Operation.list(
                        "/v1/subscriptions",
                        SubscriptionListParams.class,
                        this::subscriptions,
                        "customer",
                        "status",
                        "price"),
                Operation.of(
                        "GET",
                        "/v1/subscriptions/{id}",
                        SubscriptionRetrieveParams.class,
                        call -> account.books.subscriptions.get(call.id())),
                Operation.of(
                        "POST",
                        "/v1/subscriptions/{id}",
                        SubscriptionUpdateParams.class,
                        call -> account.updates.update(call.id(), call.form()),
                        "items.id",
                        "items.price",
                        "items.quantity",
                        "items.deleted",
                        "items.metadata",
                        "proration_behavior",
                        "proration_date",
                        "payment_behavior",
                        "cancel_at_period_end",
                        "cancellation_details",
                        "default_payment_method",
                        "metadata",
                        "description"),
                Operation.of(
                        "DELETE",
                        "/v1/subscriptions/{id}",
                        SubscriptionCancelParams.class,
                        call -> account.cancellations.cancel(call.id(), call.form()),
                        "invoice_now",
                        "prorate",
                        "cancellation_details"),
                Operation.of("POST", "/v1/subscriptions/{id}/resume", SubscriptionResumeParams.class, this::resume),
                Operation.list(
                        "/v1/subscription_items", SubscriptionItemListParams.class, this::items, "subscription!"));
    }

    private Object checkouts(Call call) {
        var customer = call.form().text("customer");
        var subscription = call.form().text("subscription");
        var status = call.form().text("status");
        return Listing.page(
                account.books.checkouts.newestFirst().stream()
                        .filter(session -> customer.isEmpty() || customer.get().equals(session.getCustomer()))
                        .filter(session ->
                                subscription.isEmpty() || subscription.get().equals(session.getSubscription()))
                        .filter(session -> status.isEmpty() || status.get().equals(session.getStatus()))
                        .map(account.printer::json)
                        .toList(),
                call.form(),
                "checkout.session",
                "/v1/checkout/sessions");
    }

    private Object lineItems(Call call) {
        var session = account.books.checkouts.get(call.id());
        return Listing.page(
                session.getLineItems().getData().stream()
                        .map(account.printer::json)
                        .toList(),
                call.form(),
                "line item",
                "/v1/checkout/sessions/%s/line_items".formatted(session.getId()));
    }

    private Object subscriptions(Call call) {
        var customer = call.form().text("customer");
        customer.ifPresent(id -> account.books.customers.named(id, "customer"));
        var price = call.form().text("price");
        var status = call.form().text("status").orElse("");
        return Listing.page(
                account.books.subscriptions.newestFirst().stream()
                        .filter(each -> customer.isEmpty() || customer.get().equals(each.getCustomer()))
                        .filter(each -> price.isEmpty()
                                || each.getItems().getData().stream()
                                        .anyMatch(item -> price.get()
                                                .equals(item.getPrice().getId())))
                        .filter(each -> isOf(status, each.getStatus()))
                        .map(account.printer::json)
                        .toList(),
                call.form(),
                "subscription",
                "/v1/subscriptions");
    }

    /// Without a status those that aren't canceled are listed.
    private static boolean isOf(String wanted, String status) {
        return switch (wanted) {
            case "all" -> true;
            case "" -> !status.equals("canceled");
            case "ended" -> OVER.contains(status);
            default -> wanted.equals(status);
        };
    }

    private Object items(Call call) {
        var id = call.form().text("subscription").orElse("");
        return Listing.page(
                account.books.subscriptions.named(id, "subscription").getItems().getData().stream()
                        .map(account.printer::json)
                        .toList(),
                call.form(),
                "subscription_item",
                "/v1/subscription_items");
    }

    /// That is for those that are paused, which none is here.
    private Object resume(Call call) {
        var status = account.books.subscriptions.get(call.id()).getStatus();
        throw Refusal.invalid(
                "Only subscriptions with a status of `paused` can be resumed. This one is `%s`.".formatted(status), "");
    }
}
