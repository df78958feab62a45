package dev.slipway.local.matrix;

import static dev.slipway.access.Permission.READ_AUDIT_LOG;

import java.util.List;

/// What was done in acme, by API, by page and as a file: "read the audit log".
final class AuditQueryRoutes implements FunctionRoutes {

    private static final String EVENTS = "ANY /api/v1/orgs/{org}/audit-events";
    private static final String EXPORTS = "ANY /api/v1/orgs/{org}/audit-exports";
    private static final String EXPORT = "ANY /api/v1/orgs/{org}/audit-exports/{export}";
    private static final String PAGE = "ANY /console/organizations/{org}/audit";
    private static final String EXPORT_PAGE = "ANY /console/organizations/{org}/audit/exports/{export}";
    private static final String ACME = "/api/v1/orgs/acme/audit-events";
    private static final String ACME_EXPORTS = "/api/v1/orgs/acme/audit-exports";
    private static final String ACME_PAGE = "/console/organizations/acme/audit";
    private static final String NO_EXPORT = "/01KAKJ8D1G3V6Q8ZQ0W3Y2M7NQ";
    private static final Demand READING = Demand.inside(READ_AUDIT_LOG);

    @Override
    public String logicalId() {
        return "AuditQueryFunction";
    }

    @Override
    public List<Ask> asks() {
        return List.of(
                Ask.api(EVENTS, "GET", ACME, READING, 200),
                Ask.api(EVENTS, "GET", ACME, READING, 200).query("include=all&target=@acme/private&order=asc"),
                Ask.api(EVENTS, "HEAD", ACME, READING, 200).query("action=member.joined&actor=olga"),
                Ask.api(EXPORTS, "POST", ACME_EXPORTS, READING, 202).body("{\"format\": \"csv\"}"),
                Ask.api(EXPORT, "GET", ACME_EXPORTS + NO_EXPORT, READING, 404).told("export_not_found"),
                Ask.page(PAGE, "GET", ACME_PAGE, READING, 200),
                Ask.page(PAGE, "GET", ACME_PAGE, READING, 200).query("action=member.joined&include=all"),
                Ask.page(PAGE, "POST", ACME_PAGE, READING, 303)
                        .body("act=export&format=jsonl")
                        .to(ACME_PAGE + "/exports/"),
                Ask.page(EXPORT_PAGE, "GET", ACME_PAGE + "/exports" + NO_EXPORT, READING, 404),
                Ask.page(EXPORT_PAGE, "POST", ACME_PAGE + "/exports" + NO_EXPORT, READING, 404)
                        .body("act=download"));
    }
}
