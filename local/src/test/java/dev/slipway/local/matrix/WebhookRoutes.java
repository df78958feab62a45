package dev.slipway.local.matrix;

import static dev.slipway.access.Permission.MANAGE_WEBHOOKS;

import java.util.ArrayList;
import java.util.List;

/// Where acme is told of what happens in it, by API and by page: "webhooks".
final class WebhookRoutes implements FunctionRoutes {

    private static final String WEBHOOKS = "ANY /api/v1/orgs/{org}/webhooks";
    private static final String WEBHOOK = WEBHOOKS + "/{webhook}";
    private static final String DELIVERIES = WEBHOOK + "/deliveries";
    private static final String DELIVERY = DELIVERIES + "/{delivery}";
    private static final String LIST_PAGE = "ANY /console/organizations/{org}/webhooks";
    private static final String PAGE = LIST_PAGE + "/{webhook}";

    private static final String ACME = "/api/v1/orgs/acme/webhooks";
    private static final String OWN = ACME + "/{webhook-id}";
    private static final String ACME_PAGE = "/console/organizations/acme/webhooks";
    private static final String OWN_PAGE = ACME_PAGE + "/{webhook-id}";
    private static final Demand MANAGING = Demand.inside(MANAGE_WEBHOOKS);

    @Override
    public String logicalId() {
        return "WebhookFunction";
    }

    @Override
    public List<Ask> asks() {
        var asks = new ArrayList<Ask>();
        asks.addAll(byApi());
        asks.addAll(byPage());
        return asks;
    }

    private static List<Ask> byApi() {
        return List.of(
                Ask.api(WEBHOOKS, "GET", ACME, MANAGING, 200),
                Ask.api(WEBHOOKS, "POST", ACME, MANAGING, 201)
                        .body("{\"url\": \"http://127.0.0.1:9/other\", \"events\": [\"*\"]}"),
                Ask.api(WEBHOOK, "GET", OWN, MANAGING, 200),
                Ask.api(WEBHOOK, "PATCH", OWN, MANAGING, 200).body("{\"description\": \"Other words\"}"),
                Ask.api(WEBHOOK, "PATCH", OWN, MANAGING, 200).body("{}").idle(),
                Ask.api(WEBHOOK, "PATCH", OWN, MANAGING, 200).body("{\"paused\": true}"),
                Ask.api(WEBHOOK, "DELETE", OWN, MANAGING, 204),
                Ask.api(WEBHOOK + "/rotate", "POST", OWN + "/rotate", MANAGING, 200),
                Ask.api(WEBHOOK + "/test", "POST", OWN + "/test", MANAGING, 202),
                Ask.api(DELIVERIES, "GET", OWN + "/deliveries", MANAGING, 200),
                Ask.api(DELIVERY, "GET", OWN + "/deliveries/{delivery-id}", MANAGING, 200),
                Ask.api(DELIVERY + "/resend", "POST", OWN + "/deliveries/{delivery-id}/resend", MANAGING, 202));
    }

    private static List<Ask> byPage() {
        return List.of(
                Ask.page(LIST_PAGE, "GET", ACME_PAGE, MANAGING, 200),
                Ask.page(LIST_PAGE, "POST", ACME_PAGE, MANAGING, 200)
                        .body("act=create&url=http%3A%2F%2F127.0.0.1%3A9%2Fother&description=&which=all"),
                Ask.page(PAGE, "GET", OWN_PAGE, MANAGING, 200),
                form("act=save&url=http%3A%2F%2F127.0.0.1%3A9%2Fother&description=&which=some&member.joined=on", 303)
                        .to(ACME_PAGE + "/"),
                form("act=pause", 303).to(ACME_PAGE + "/"),
                form("act=resume", 303).to(ACME_PAGE + "/").idle(),
                form("act=rotate", 200),
                form("act=test", 303).to(ACME_PAGE + "/"),
                form("act=resend&delivery={delivery-id}", 303).to(ACME_PAGE + "/"),
                form("act=delete", 303).to(ACME_PAGE));
    }

    private static Ask form(String fields, int status) {
        return Ask.page(PAGE, "POST", OWN_PAGE, MANAGING, status).body(fields);
    }
}
