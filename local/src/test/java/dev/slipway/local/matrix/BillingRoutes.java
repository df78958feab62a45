package dev.slipway.local.matrix;

import static dev.slipway.access.Permission.MANAGE_BILLING;

import java.util.ArrayList;
import java.util.List;

/// What acme pays for, by API and by page: "owners and billing managers". It has a thousand seats of each kind, of
/// which many are taken.
final class BillingRoutes implements FunctionRoutes {

    private static final String BILLING = "ANY /api/v1/orgs/{org}/billing";
    private static final String PAGE = "ANY /console/organizations/{org}/billing";
    private static final String ACME = "/api/v1/orgs/acme/billing";
    private static final String ACME_PAGE = "/console/organizations/acme/billing";
    private static final Demand PAYING = Demand.inside(MANAGE_BILLING);

    @Override
    public String logicalId() {
        return "BillingFunction";
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
                api("", "GET", 200),
                api("", "HEAD", 200),
                // Before Stripe is asked at all: what it says is told in BillingApiTest.
                api("/checkout", "POST", 409).body("{\"seats\": 1}").told("seats_taken"),
                api("/seats", "PUT", 409).body("{\"seats\": 1}").told("seats_taken"),
                api("/seats", "PUT", 200).body("{\"seats\": 1000}").idle(),
                api("/seats", "PUT", 200)
                        .body("{\"seats\": 1001, \"dryRun\": true}")
                        .idle(),
                api("/awaited", "DELETE", 204).idle(),
                // What was asked for, and what Stripe has made of it.
                api("/cancellation", "PUT", 200).recorded(2),
                api("/cancellation", "DELETE", 200).idle(),
                api("/portal", "POST", 201).idle(),
                api("/invoices", "GET", 200));
    }

    private static Ask api(String below, String method, int status) {
        return Ask.api(BILLING + below, method, ACME + below, PAYING, status);
    }

    private static List<Ask> byPage() {
        return List.of(
                Ask.page(PAGE, "GET", ACME_PAGE, PAYING, 200),
                // Whoever comes back from a checkout has Stripe asked, and what it says stored.
                Ask.page(PAGE, "GET", ACME_PAGE, PAYING, 303)
                        .query("checkout=cs_1")
                        .to(ACME_PAGE),
                form("act=subscribe&seats=1", 409),
                form("act=seats&seats=1", 409),
                form("act=seats&seats=1000", 303).to(ACME_PAGE).idle(),
                form("act=preview-seats&seats=1001", 200).idle(),
                form("act=forget", 303).to(ACME_PAGE).idle(),
                form("act=cancel", 303).to(ACME_PAGE).recorded(2),
                form("act=resume", 303).to(ACME_PAGE).idle(),
                form("act=portal", 303).to("http://127.0.0.1:").idle());
    }

    private static Ask form(String fields, int status) {
        return Ask.page(PAGE, "POST", ACME_PAGE, PAYING, status).body(fields);
    }
}
