package dev.slipway.local.matrix;

import java.util.List;

/// What Stripe tells, which is signed, and not by anybody who has a token: all callers of the matrix are told the same.
/// What a genuine event does is tried in `BillingWebhookTest`.
final class BillingWebhookRoutes implements FunctionRoutes {

    private static final String EVENT =
            "{\"id\": \"evt_1\", \"object\": \"event\", \"type\": \"customer.subscription.deleted\", \"data\":"
                    + " {\"object\": {\"object\": \"subscription\", \"customer\": \"cus_1\"}}}";

    @Override
    public String logicalId() {
        return "BillingWebhookFunction";
    }

    @Override
    public List<Ask> asks() {
        return List.of(Ask.api("ANY /webhooks/stripe", "POST", "/webhooks/stripe", Demand.nothing(), 400)
                .body(EVENT)
                .told("event_not_genuine"));
    }
}
