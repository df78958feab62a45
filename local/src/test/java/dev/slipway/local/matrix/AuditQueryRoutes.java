package dev.slipway.local.matrix;

import static dev.slipway.access.Permission.READ_AUDIT_LOG;

import java.util.List;

/// What was done in acme, by API and by page: "read the audit log".
final class AuditQueryRoutes implements FunctionRoutes {

    private static final String EVENTS = "ANY /api/v1/orgs/{org}/audit-events";
    private static final String PAGE = "ANY /console/organizations/{org}/audit";
    private static final String ACME = "/api/v1/orgs/acme/audit-events";
    private static final String ACME_PAGE = "/console/organizations/acme/audit";
    private static final Demand READING = Demand.inside(READ_AUDIT_LOG);

    @Override
    public String logicalId() {
        return "AuditQueryFunction";
    }

    @Override
    public List<Ask> asks() {
        return List.of(
                Ask.api(EVENTS, "GET", ACME, READING, 200),
                Ask.api(EVENTS, "GET", ACME, READING, 200).query("include=all&target={name}&order=asc"),
                Ask.api(EVENTS, "HEAD", ACME, READING, 200).query("action=member.joined&actor=olga"),
                Ask.page(PAGE, "GET", ACME_PAGE, READING, 200),
                Ask.page(PAGE, "GET", ACME_PAGE, READING, 200).query("action=member.joined&include=all"));
    }
}
