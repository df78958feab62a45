package dev.slipway.local.ledger.functions;

import dev.slipway.local.ledger.functions.OrganizationCosts.Cast;

/// The round that is made once an hour, of all that are billed.
final class ReconcileCosts implements FunctionCosts {

    @Override
    public void measure(Till till) {
        var asked = new StripeAsked(till);
        var cast = Cast.of(till);
        round(asked, till, "nobody is billed", 0);
        var opened = till.quietly(cast.owner()
                .asks("POST", OrganizationCosts.ACME + "/billing/checkout")
                .sending("{\"seats\":20}"));
        till.cashier().pay(opened.json().get("url").toString(), "PAYS");
        round(asked, till, "1 organization, of which an event was lost", 3);
        round(asked, till, "1 organization, nothing new", 3);
    }

    private static void round(StripeAsked asked, Till till, String title, int times) {
        var event = "{\"id\":\"53dc4d37\",\"detail-type\":\"Scheduled Event\",\"time\":\"" + till.now() + "\"}";
        asked.event(title, times, "ReconcileFunction", event);
    }
}
