package dev.slipway.local.ledger.functions;

import com.stripe.exception.StripeException;
import dev.slipway.local.ledger.functions.OrganizationCosts.Cast;

/// What Stripe tells.
final class BillingWebhookCosts implements FunctionCosts {

    @Override
    public void measure(Till till) {
        var asked = new StripeAsked(till);
        var cast = Cast.of(till);
        var opened = till.quietly(cast.owner()
                .asks("POST", OrganizationCosts.ACME + "/billing/checkout")
                .sending("{\"seats\":20}"));
        till.cashier().pay(opened.json().get("url").toString(), "PAYS");
        var customer = customer(till);
        asked.row("what is new", 1, told(till, "evt_1", "checkout.session.completed", customer));
        asked.row("the same event once more", 0, told(till, "evt_1", "checkout.session.completed", customer));
        asked.row("another event, nothing new", 1, told(till, "evt_2", "invoice.paid", customer));
        asked.row("of a customer who isn't known", 0, told(till, "evt_3", "invoice.paid", "cus_Nobody"));
        asked.row("of no use", 0, told(till, "evt_4", "invoice.created", customer));
        asked.refused(
                "not signed",
                0,
                till.call("Stripe", "POST", "/webhooks/stripe").sending(event("evt_5", "x", customer)));
    }

    static String customer(Till till) {
        try {
            return till.cashier().customer();
        } catch (StripeException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Call told(Till till, String id, String type, String customer) {
        var event = event(id, type, customer);
        return till.call("Stripe", "POST", "/webhooks/stripe")
                .sending(event)
                .header("stripe-signature", till.cashier().signature(event, till.now()));
    }

    private static String event(String id, String type, String customer) {
        return "{\"id\":\"" + id + "\",\"object\":\"event\",\"type\":\"" + type
                + "\",\"created\":1795255200,\"data\":{\"object\":{\"id\":\"in_1\",\"object\":\"invoice\",\"customer\":\""
                + customer + "\"}}}";
    }
}
