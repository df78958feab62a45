package dev.slipway.local.matrix;

import static dev.slipway.access.Permission.CHANGE_SETTINGS;
import static dev.slipway.access.Permission.MANAGE_MEMBERS;
import static dev.slipway.access.Permission.MANAGE_TEAMS;
import static dev.slipway.access.Permission.READ_PACKAGES;
import static dev.slipway.access.Permission.SEE_ORGANIZATION;
import static dev.slipway.access.Role.MAINTAINER;
import static dev.slipway.access.Role.MEMBER;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The door, by API and by page: "IP allow-list, SSO enforcement" and issuers that make members; and why somebody may
/// do something, which everybody may ask about themselves.
final class GuardRoutes implements FunctionRoutes {

    private static final String LIST = "ANY /api/v1/orgs/{org}/allow-list";
    private static final String RULE = "ANY /api/v1/orgs/{org}/sign-in-rule";
    private static final String ISSUERS = "ANY /api/v1/orgs/{org}/trusted-issuers";
    private static final String ISSUER = ISSUERS + "/{issuer}";
    private static final String EXPLAIN = "ANY /api/v1/orgs/{org}/permissions/explain";
    private static final String SECURITY_PAGE = "ANY /console/organizations/{org}/security";
    private static final String EXPLAIN_PAGE = "ANY /console/organizations/{org}/explain";

    private static final String ACME = "/api/v1/orgs/acme";
    private static final String ACME_PAGE = "/console/organizations/acme";
    private static final String OWN = ACME + "/trusted-issuers/generic-oidc";

    /// Everybody who is let in comes from there.
    private static final String HOME = "\"networks\": [\"10.0.0.0/9\"]";

    private static final String ELSEWHERE = "\"networks\": [\"192.0.2.0/24\"]";

    @Override
    public String logicalId() {
        return "GuardFunction";
    }

    @Override
    public List<Ask> asks() {
        var asks = new ArrayList<Ask>();
        asks.addAll(byApi());
        asks.addAll(explained());
        asks.addAll(byPage());
        return asks;
    }

    private static List<Ask> byApi() {
        return List.of(
                Ask.api(LIST, "GET", ACME + "/allow-list", Demand.inside(CHANGE_SETTINGS), 200),
                Ask.api(LIST, "PUT", ACME + "/allow-list", Demand.insideLately(CHANGE_SETTINGS), 200)
                        .body("{" + HOME + "}"),
                Ask.api(LIST, "PUT", ACME + "/allow-list", Demand.insideLately(CHANGE_SETTINGS), 409)
                        .body("{" + ELSEWHERE + "}")
                        .told("locks_you_out"),
                Ask.api(LIST, "PUT", ACME + "/allow-list", Demand.inside(CHANGE_SETTINGS), 200)
                        .body("{" + ELSEWHERE + ", \"dryRun\": true}")
                        .idle(),
                Ask.api(RULE, "GET", ACME + "/sign-in-rule", Demand.inside(CHANGE_SETTINGS), 200),
                Ask.api(RULE, "PUT", ACME + "/sign-in-rule", requiring(), 200)
                        .body("{\"means\": [\"github\"], \"breakGlass\": \"olga\"}"),
                Ask.api(RULE, "PUT", ACME + "/sign-in-rule", Demand.insideLately(CHANGE_SETTINGS), 409)
                        .body("{\"means\": [\"github\"], \"breakGlass\": \"abe\"}")
                        .told("break_glass_no_owner"),
                Ask.api(RULE, "PUT", ACME + "/sign-in-rule", Demand.inside(CHANGE_SETTINGS), 200)
                        .body("{\"means\": [\"github\"], \"breakGlass\": \"olga\", \"dryRun\": true}")
                        .idle(),
                Ask.api(RULE, "DELETE", ACME + "/sign-in-rule", Demand.insideLately(CHANGE_SETTINGS), 204)
                        .idle(),
                Ask.api(ISSUERS, "GET", ACME + "/trusted-issuers", Demand.inside(CHANGE_SETTINGS), 200),
                Ask.api(ISSUER, "PUT", OWN, Demand.insideLately(CHANGE_SETTINGS, MEMBER), 200)
                        .body("{\"role\": \"member\"}"),
                Ask.api(ISSUER, "PUT", OWN, Demand.insideLately(CHANGE_SETTINGS, MAINTAINER), 200)
                        .body("{\"role\": \"maintainer\"}"),
                // Anybody can have an account there.
                Ask.api(ISSUER, "PUT", ACME + "/trusted-issuers/github", Demand.insideLately(CHANGE_SETTINGS), 409)
                        .body("{\"role\": \"member\"}")
                        .told("issuer_open_to_anybody"),
                Ask.api(
                        ISSUER,
                        "DELETE",
                        ACME + "/trusted-issuers/{old-issuer-id}",
                        Demand.insideLately(CHANGE_SETTINGS),
                        204),
                Ask.api(ISSUER, "DELETE", OWN, Demand.insideLately(CHANGE_SETTINGS), 404)
                        .told("issuer_not_trusted"));
    }

    private static List<Ask> explained() {
        return List.of(
                explain("permission=read_packages", ofOneself()),
                explain("permission=publish_packages&package={name}", ofOneself()),
                explain("permission=change_settings&subject=spare", ofOthers()),
                explain("permission=read_packages&subject=team:everyone", ofOthers()),
                explain("permission=manage_package&subject=spare&package={name}", ofOthers()));
    }

    private static Ask explain(String query, Demand demand) {
        return Ask.api(EXPLAIN, "GET", ACME + "/permissions/explain", demand, 200)
                .query(query);
    }

    private static List<Ask> byPage() {
        return List.of(
                Ask.page(SECURITY_PAGE, "GET", ACME_PAGE + "/security", Demand.inside(CHANGE_SETTINGS), 200),
                form("act=preview-list&networks=192.0.2.0%2F24", Demand.inside(CHANGE_SETTINGS), 200)
                        .idle(),
                form("act=list&networks=10.0.0.0%2F9", Demand.insideLately(CHANGE_SETTINGS), 303)
                        .to(ACME_PAGE + "/security"),
                form("act=list&networks=192.0.2.0%2F24", Demand.insideLately(CHANGE_SETTINGS), 409),
                form("act=preview-rule&way-github=on&breakGlass=olga", Demand.inside(CHANGE_SETTINGS), 200)
                        .idle(),
                form("act=rule&way-github=on&breakGlass=olga", requiring(), 303).to(ACME_PAGE + "/security"),
                form("act=lift-rule", Demand.insideLately(CHANGE_SETTINGS), 303)
                        .to(ACME_PAGE + "/security")
                        .idle(),
                form("act=trust&issuer=generic-oidc&role=member", Demand.insideLately(CHANGE_SETTINGS, MEMBER), 303)
                        .to(ACME_PAGE + "/security"),
                form(
                                "act=trust&issuer=generic-oidc&role=maintainer",
                                Demand.insideLately(CHANGE_SETTINGS, MAINTAINER),
                                303)
                        .to(ACME_PAGE + "/security"),
                form("act=distrust&issuer={old-issuer}", Demand.insideLately(CHANGE_SETTINGS), 303)
                        .to(ACME_PAGE + "/security"),
                Ask.page(EXPLAIN_PAGE, "GET", ACME_PAGE + "/explain", Demand.inside(SEE_ORGANIZATION), 200),
                question("subject=&permission=read_packages&package=&address=", ofOneself()),
                question("subject=spare&permission=read_packages&package=&address=", ofOthers()));
    }

    private static Ask form(String fields, Demand demand, int status) {
        return Ask.page(SECURITY_PAGE, "POST", ACME_PAGE + "/security", demand, status)
                .body(fields);
    }

    private static Ask question(String fields, Demand demand) {
        return Ask.page(EXPLAIN_PAGE, "POST", ACME_PAGE + "/explain", demand, 200)
                .body(fields)
                .idle();
    }

    /// To require GitHub, with olga as the owner for whom that doesn't hold.
    private static Demand requiring() {
        return Demand.insideLately(CHANGE_SETTINGS)
                .unless(judge -> !judge.letIn("github", "olga"), 409, "locks_you_out");
    }

    private static Demand ofOneself() {
        return new Demand(Set.of(SEE_ORGANIZATION, READ_PACKAGES), true, Judge::explainedOfOneself);
    }

    private static Demand ofOthers() {
        return new Demand(Set.of(MANAGE_MEMBERS, MANAGE_TEAMS), true, Judge::explainedOfOthers);
    }
}
