package dev.slipway.local.matrix;

import static dev.slipway.access.Permission.BELONG;
import static dev.slipway.access.Permission.CHANGE_SETTINGS;
import static dev.slipway.access.Permission.INVITE_MEMBERS;
import static dev.slipway.access.Permission.MANAGE_MEMBERS;
import static dev.slipway.access.Permission.OWN_ORGANIZATION;
import static dev.slipway.access.Permission.SEE_ORGANIZATION;
import static dev.slipway.access.Role.ADMIN;
import static dev.slipway.access.Role.BILLING;
import static dev.slipway.access.Role.MAINTAINER;
import static dev.slipway.access.Role.MEMBER;
import static dev.slipway.access.Role.OWNER;
import static dev.slipway.access.Scope.MANAGE;
import static dev.slipway.access.Scope.READ;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Organizations, their members, and handing them over, by API and by page: "see the org, its members", "remove, change
/// roles of members below owner", "org settings", and "appoint owners, transfer ownership, delete the org".
final class OrganizationRoutes implements FunctionRoutes {

    private static final String ORGS = "ANY /api/v1/orgs";
    private static final String ORG = "ANY /api/v1/orgs/{org}";
    private static final String MEMBERS = ORG + "/members";
    private static final String ONE_MEMBER = ORG + "/members/{handle}";
    private static final String TRANSFERS = ORG + "/transfers";
    private static final String ONE_TRANSFER = ORG + "/transfers/{transfer}";
    private static final String ADMIN_ORGS = "ANY /api/admin/orgs";
    private static final String ORG_PAGE = "ANY /console/organizations/{org}";
    private static final String MEMBERS_PAGE = ORG_PAGE + "/members";
    private static final String LINK_PAGE = "ANY /transfers/accept";

    private static final String ACME = "/api/v1/orgs/acme";
    private static final String ACME_PAGE = "/console/organizations/acme";
    private static final String PROFILE =
            "act=profile&name=Acme+Ltd&description=&website=&contact=&legalName=&taxId=" + "&visibility=private";

    @Override
    public String logicalId() {
        return "OrganizationFunction";
    }

    @Override
    public List<Ask> asks() {
        var asks = new ArrayList<Ask>();
        asks.addAll(byApi());
        asks.addAll(members());
        asks.addAll(inTheShapeOfOthers());
        asks.addAll(transfers());
        asks.addAll(byPage());
        return asks;
    }

    private static List<Ask> byApi() {
        return List.of(
                Ask.api(ORGS, "GET", "/api/v1/orgs", Demand.oneself(READ), 200),
                Ask.api(ORGS, "POST", "/api/v1/orgs", Demand.oneself(MANAGE), 201)
                        .body("{\"name\": \"Fresh\", \"slug\": \"fresh\"}"),
                Ask.api(ORG, "GET", ACME, Demand.inside(SEE_ORGANIZATION), 200),
                Ask.api(ORG, "PATCH", ACME, Demand.inside(CHANGE_SETTINGS), 200)
                        .body("{\"description\": \"Other words\"}"),
                Ask.api(ORG, "PATCH", ACME, Demand.inside(CHANGE_SETTINGS), 200)
                        .body("{\"membersCanPublish\": true, \"website\": \"https://acme.example\"}"),
                Ask.api(ORG, "DELETE", ACME, Demand.insideLately(OWN_ORGANIZATION), 204)
                        .query("confirm=acme"),
                Ask.api(ORG, "DELETE", ACME, Demand.insideLately(OWN_ORGANIZATION), 400)
                        .told("not_confirmed"),
                Ask.api(ORG + "/restore", "POST", ACME + "/restore", Demand.inside(OWN_ORGANIZATION), 409)
                        .told("not_deleted"));
    }

    /// Nobody gives a role above their own, or takes one away.
    private static List<Ask> members() {
        return List.of(
                Ask.api(MEMBERS, "GET", ACME + "/members", Demand.inside(SEE_ORGANIZATION), 200),
                change("spare", "billing", Demand.inside(MANAGE_MEMBERS, MEMBER, BILLING)),
                change("spare", "maintainer", Demand.inside(MANAGE_MEMBERS, MEMBER, MAINTAINER)),
                change("spare", "admin", Demand.inside(MANAGE_MEMBERS, MEMBER, ADMIN)),
                change("spare", "owner", Demand.inside(MANAGE_MEMBERS, MEMBER, OWNER)),
                change("olga", "admin", Demand.inside(MANAGE_MEMBERS, OWNER, ADMIN)),
                place("PUT", "spare", Demand.inside(INVITE_MEMBERS, MEMBER), 200),
                place("PUT", "spare-admin", Demand.inside(INVITE_MEMBERS, ADMIN), 200),
                place("DELETE", "spare-in-pool", Demand.inside(MANAGE_MEMBERS, MEMBER), 204),
                remove("spare-in-pool", Demand.inside(MANAGE_MEMBERS, MEMBER)),
                remove("spare", Demand.inside(MANAGE_MEMBERS, MEMBER)),
                remove("spare-admin", Demand.inside(MANAGE_MEMBERS, ADMIN)),
                remove("{self}", leaving()));
    }

    private static List<Ask> inTheShapeOfOthers() {
        return List.of(
                Ask.api(ADMIN_ORGS, "GET", "/api/admin/orgs", Demand.oneself(MANAGE), 200),
                Ask.api(ADMIN_ORGS + "/{org}", "GET", "/api/admin/orgs/acme", Demand.inside(BELONG), 200),
                Ask.api(
                        ADMIN_ORGS + "/{org}/members/{memberId}",
                        "DELETE",
                        "/api/admin/orgs/acme/members/spare",
                        Demand.inside(MANAGE_MEMBERS, MEMBER),
                        200));
    }

    private static Ask change(String member, String role, Demand demand) {
        return Ask.api(ONE_MEMBER, "PATCH", ACME + "/members/" + member, demand, 200)
                .body("{\"role\": \"" + role + "\"}");
    }

    private static Ask place(String method, String member, Demand demand, int status) {
        return Ask.api(ONE_MEMBER + "/pool", method, ACME + "/members/" + member + "/pool", demand, status);
    }

    private static Ask remove(String member, Demand demand) {
        return Ask.api(ONE_MEMBER, "DELETE", ACME + "/members/" + member, demand, 204);
    }

    /// Whoever is a person may take themselves out. Of whoever is none, it is an owner that they would take out.
    private static Demand leaving() {
        return new Demand(
                Set.of(BELONG),
                true,
                judge -> judge.caller().person()
                        ? spared(judge, judge.inside(BELONG))
                        : judge.inside(MANAGE_MEMBERS, OWNER));
    }

    private static Demand leavingByPage() {
        return new Demand(Set.of(BELONG), true, judge -> spared(judge, judge.inside(BELONG)));
    }

    /// The owner whom the sign-in rule names stays one as long as it does.
    private static Verdict spared(Judge judge, Verdict verdict) {
        return verdict.done()
                        && judge.state() == State.SIGN_IN_RULE
                        && judge.caller().is("ada")
                ? Verdict.refused(409, "break_glass")
                : verdict;
    }

    private static List<Ask> transfers() {
        return List.of(
                Ask.api(TRANSFERS, "GET", ACME + "/transfers", Demand.inside(OWN_ORGANIZATION), 200),
                // There is one already.
                Ask.api(TRANSFERS, "POST", ACME + "/transfers", Demand.insideLately(OWN_ORGANIZATION), 409)
                        .body("{\"to\": \"mia\"}")
                        .told("transfer_pending"),
                Ask.api(ONE_TRANSFER, "GET", ACME + "/transfers/{transfer-id}", Demand.inside(OWN_ORGANIZATION), 200),
                Ask.api(
                        ONE_TRANSFER,
                        "DELETE",
                        ACME + "/transfers/{transfer-id}",
                        Demand.inside(OWN_ORGANIZATION),
                        204),
                answer("/api/v1/transfers/accept"),
                answer("/api/v1/transfers/decline"));
    }

    private static Ask answer(String path) {
        return Ask.api("ANY " + path, "POST", path, Demand.ofAcme(OrganizationRoutes::offered), 200)
                .body("{\"token\": \"{transfer}\"}");
    }

    /// For the member alone to whom it was offered, and through acme's door.
    private static Verdict offered(Judge judge) {
        var verdict = judge.oneself(MANAGE);
        if (!verdict.done()) {
            return verdict;
        }
        return judge.caller().is("mia") ? judge.atDoor() : Verdict.refused(403, "transfer_for_another");
    }

    /// Whoever has the link may look, but for another account.
    private static Verdict looking(Judge judge) {
        return judge.somebody().done() && !judge.caller().is("mia")
                ? Verdict.refused(403, "transfer_for_another")
                : Verdict.DONE;
    }

    private static List<Ask> byPage() {
        return List.of(
                Ask.page("ANY /console", "GET", "/console", Demand.oneself(READ), 200),
                noForm("/console"),
                Ask.page("ANY /console/organizations", "GET", "/console/organizations", Demand.nothing(), 303)
                        .to("/console"),
                Ask.page("ANY /console/organizations", "POST", "/console/organizations", Demand.oneself(MANAGE), 303)
                        .body("name=Fresh&slug=fresh&kind=company")
                        .to("/console/organizations/fresh"),
                Ask.page(
                        "ANY /console/organizations/new",
                        "GET",
                        "/console/organizations/new",
                        Demand.oneself(READ),
                        200),
                noForm("/console/organizations/new"),
                Ask.page(ORG_PAGE, "GET", ACME_PAGE, Demand.inside(SEE_ORGANIZATION), 200),
                form(PROFILE, Demand.inside(CHANGE_SETTINGS)).to(ACME_PAGE),
                Ask.page(ORG_PAGE, "POST", ACME_PAGE, Demand.insideLately(OWN_ORGANIZATION), 409)
                        .body("act=transfer&handle=mia"),
                form("act=revoke-transfer&transfer={transfer-id}", Demand.inside(OWN_ORGANIZATION))
                        .to(ACME_PAGE),
                form("act=delete&slug=acme", Demand.insideLately(OWN_ORGANIZATION))
                        .to("/console"),
                form("act=restore", Demand.inside(OWN_ORGANIZATION))
                        .to(ACME_PAGE)
                        .idle(),
                Ask.page(MEMBERS_PAGE, "GET", ACME_PAGE + "/members", Demand.inside(SEE_ORGANIZATION), 200),
                memberForm("act=role&handle=spare&role=billing", Demand.inside(MANAGE_MEMBERS, MEMBER, BILLING)),
                memberForm("act=role&handle=spare&role=owner", Demand.inside(MANAGE_MEMBERS, MEMBER, OWNER)),
                memberForm("act=give-pool&handle=spare", Demand.inside(INVITE_MEMBERS, MEMBER)),
                memberForm("act=take-pool&handle=spare-in-pool", Demand.inside(MANAGE_MEMBERS, MEMBER)),
                memberForm("act=remove&handle=spare", Demand.inside(MANAGE_MEMBERS, MEMBER)),
                Ask.page(MEMBERS_PAGE, "POST", ACME_PAGE + "/members", leavingByPage(), 303)
                        .body("act=leave&handle=ada")
                        .to("/console"),
                Ask.page(LINK_PAGE, "GET", "/transfers/accept", Demand.special(OrganizationRoutes::looking), 200)
                        .query("token={transfer}"),
                Ask.page(LINK_PAGE, "POST", "/transfers/accept", Demand.ofAcme(OrganizationRoutes::offered), 303)
                        .body("act=accept&token={transfer}")
                        .to(ACME_PAGE),
                Ask.page(LINK_PAGE, "POST", "/transfers/accept", Demand.ofAcme(OrganizationRoutes::offered), 200)
                        .body("act=decline&token={transfer}"));
    }

    /// A page whose forms go elsewhere.
    private static Ask noForm(String path) {
        return Ask.page("ANY " + path, "POST", path, Demand.nothing(), 400).body("act=none");
    }

    private static Ask form(String fields, Demand demand) {
        return Ask.page(ORG_PAGE, "POST", ACME_PAGE, demand, 303).body(fields);
    }

    private static Ask memberForm(String fields, Demand demand) {
        return Ask.page(MEMBERS_PAGE, "POST", ACME_PAGE + "/members", demand, 303)
                .body(fields)
                .to(ACME_PAGE + "/members");
    }
}
