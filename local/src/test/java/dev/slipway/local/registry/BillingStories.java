package dev.slipway.local.registry;

import static dev.slipway.local.registry.EventsTest.doneBy;
import static dev.slipway.local.registry.EventsTest.refused;

import com.stripe.exception.StripeException;
import dev.slipway.adapters.lambda.Answer;
import dev.slipway.local.registry.EventsTest.Story;
import java.util.List;
import java.util.stream.Stream;

/// What comes to the functions `billing` and `billing-webhook`. Stripe signs what it sends and a signature is good for
/// five minutes, so `events/` has the text `PUT-A-SIGNATURE-HERE` in its place; and a customer who is known nowhere.
final class BillingStories {

    /// Somebody pays on the page that was opened last: an event of Stripe's and none of ours.
    static final String PAYS = "PAYS";

    /// What Stripe tells and is listened to.
    static final List<String> TOLD = List.of(
            "billing-webhook-checkout-session-completed",
            "billing-webhook-customer-deleted",
            "billing-webhook-customer-subscription-created",
            "billing-webhook-customer-subscription-updated",
            "billing-webhook-customer-subscription-deleted",
            "billing-webhook-customer-subscription-paused",
            "billing-webhook-customer-subscription-resumed",
            "billing-webhook-customer-subscription-pending-update-applied",
            "billing-webhook-customer-subscription-pending-update-expired",
            "billing-webhook-invoice-paid",
            "billing-webhook-invoice-payment-failed",
            "billing-webhook-invoice-payment-action-required",
            "billing-webhook-invoice-voided",
            "billing-webhook-invoice-marked-uncollectible");

    private static final String PAID = "billing-checkout " + PAYS;
    private static final String SUBSCRIBED = PAID + " billing-webhook-checkout-session-completed";
    private static final String SIGNATURE = "PUT-A-SIGNATURE-HERE";
    private static final String CUSTOMER = "cus_NffrFeUfNV2Hib";

    private BillingStories() {}

    static List<Story> all() {
        return Stream.concat(
                        Stream.of(
                                doneBy("billing-show", Who.OWNER, "", 200),
                                doneBy("billing-show", Who.BILLING, SUBSCRIBED, 200),
                                refused("billing-show", Who.ADMIN, "", 403, "not_permitted"),
                                refused("billing-show", Who.OUTSIDER, "", 404, "not_found"),
                                refused("billing-show", Who.MACHINE_READING, "", 403, "token_scope"),
                                doneBy("billing-checkout", Who.OWNER, "", 201),
                                doneBy("billing-checkout", Who.BILLING, "billing-checkout", 201),
                                refused("billing-checkout", Who.ADMIN, "", 403, "not_permitted"),
                                refused("billing-checkout", Who.OWNER, SUBSCRIBED, 409, "already_subscribed"),
                                refused("billing-checkout-too-few", Who.OWNER, "", 409, "seats_taken"),
                                refused("billing-checkout-no-seats", Who.OWNER, "", 400, "invalid_seats"),
                                doneBy("billing-seats-preview", Who.OWNER, SUBSCRIBED, 200),
                                refused("billing-seats-preview", Who.OWNER, "", 409, "not_subscribed"),
                                doneBy("billing-seats", Who.BILLING, SUBSCRIBED, 200),
                                refused("billing-seats", Who.MEMBER, SUBSCRIBED, 403, "not_permitted"),
                                refused("billing-seats", Who.STRANGER, SUBSCRIBED, 404, "not_found"),
                                refused("billing-seats-price-gone", Who.OWNER, SUBSCRIBED, 409, "price_gone"),
                                doneBy("billing-forget", Who.OWNER, SUBSCRIBED, 204),
                                refused("billing-forget", Who.EXPIRED, SUBSCRIBED, 401, "token_expired"),
                                doneBy("billing-cancel", Who.OWNER, SUBSCRIBED, 200),
                                refused("billing-cancel", Who.ADMIN, SUBSCRIBED, 403, "not_permitted"),
                                refused("billing-cancel", Who.OWNER, "", 409, "not_subscribed"),
                                doneBy("billing-resume", Who.BILLING, SUBSCRIBED + " billing-cancel", 200),
                                refused("billing-resume", Who.OWNER, "", 409, "not_subscribed"),
                                doneBy("billing-portal", Who.OWNER, SUBSCRIBED, 201),
                                refused("billing-portal", Who.OWNER, "", 409, "not_subscribed"),
                                doneBy("billing-invoices", Who.BILLING, SUBSCRIBED, 200),
                                refused("billing-invoices", Who.MAINTAINER, "", 403, "not_permitted"),
                                doneBy("billing-page-signed-out", Who.OWNER, "", 303),
                                doneBy("billing-webhook-invoice-paid", Who.ANONYMOUS, "", 204),
                                doneBy("billing-webhook-customer-created", Who.ANONYMOUS, PAID, 204),
                                refused("billing-webhook-forged", Who.ANONYMOUS, PAID, 400, "event_not_genuine")),
                        TOLD.stream().map(event -> doneBy(event, Who.ANONYMOUS, PAID, 204)))
                .toList();
    }

    /// About the customer that there is, and signed now, if it is of Stripe's.
    static String signed(Registry registry, String event) {
        if (!event.contains(SIGNATURE)) {
            return event;
        }
        try {
            var customer = registry.cashier().customer();
            var about = customer.isEmpty() ? event : event.replace(CUSTOMER, customer);
            var body = Answer.object(about).get("body").toString();
            return about.replace(
                    SIGNATURE,
                    registry.cashier().signature(body, registry.clock().instant()));
        } catch (StripeException e) {
            throw new IllegalStateException(e);
        }
    }
}
