package dev.slipway.local.matrix;

import static dev.slipway.access.Permission.INVITE_MEMBERS;
import static dev.slipway.access.Permission.MANAGE_MEMBERS;
import static dev.slipway.access.Permission.SEE_ORGANIZATION;
import static dev.slipway.access.Role.ADMIN;
import static dev.slipway.access.Role.MAINTAINER;
import static dev.slipway.access.Role.MEMBER;
import static dev.slipway.access.Role.OWNER;

import dev.slipway.access.Role;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Invitations, by those who send them: "invite, remove, change roles of members below owner".
final class InviteRoutes implements FunctionRoutes {

    private static final String ALL = "ANY /api/v1/orgs/{org}/invitations";
    private static final String ONE = ALL + "/{invitation}";
    private static final String PAGE = "ANY /console/organizations/{org}/invitations";

    private static final String NPM = "ANY /-/org/{org}/user";

    private static final String ACME = "/api/v1/orgs/acme/invitations";
    private static final String ACME_BY_NPM = "/-/org/acme/user";
    private static final String ACME_PAGE = "/console/organizations/acme/invitations";

    /// That somebody is invited is one line, and what became of the mail another.
    private static final int AND_MAILED = 2;

    @Override
    public String logicalId() {
        return "InviteFunction";
    }

    @Override
    public List<Ask> asks() {
        return List.of(
                Ask.api(ALL, "GET", ACME, Demand.either(MANAGE_MEMBERS, INVITE_MEMBERS), 200),
                invite(MEMBER),
                invite(ADMIN),
                invite(OWNER),
                Ask.api(ALL, "POST", ACME, Demand.inside(INVITE_MEMBERS, MEMBER), 201)
                        .body("{\"emails\": [\"fresh@example.com\"], \"role\": \"member\", \"pool\": true}")
                        .recorded(AND_MAILED),
                Ask.api(ONE, "DELETE", ACME + "/{offer-id}", Demand.inside(MANAGE_MEMBERS, MEMBER), 204),
                Ask.api(ONE, "DELETE", ACME + "/{high-offer-id}", Demand.inside(MANAGE_MEMBERS, OWNER), 204),
                Ask.api(
                                ONE + "/resend",
                                "POST",
                                ACME + "/{offer-id}/resend",
                                Demand.inside(INVITE_MEMBERS, MEMBER),
                                200)
                        .recorded(AND_MAILED),
                Ask.page(PAGE, "GET", ACME_PAGE, Demand.either(MANAGE_MEMBERS, INVITE_MEMBERS), 200),
                form("act=send&addresses=fresh%40example.com&role=member", Demand.inside(INVITE_MEMBERS, MEMBER), 200)
                        .recorded(AND_MAILED),
                form(
                                "act=send&addresses=fresh%40example.com&role=member&pool=on",
                                Demand.inside(INVITE_MEMBERS, MEMBER), 200)
                        .recorded(AND_MAILED),
                form("act=send&addresses=fresh%40example.com&role=owner", Demand.inside(INVITE_MEMBERS, OWNER), 200)
                        .recorded(AND_MAILED),
                form("act=resend&invitation={offer-id}", Demand.inside(INVITE_MEMBERS, MEMBER), 200)
                        .recorded(AND_MAILED),
                form("act=revoke&invitation={offer-id}", Demand.inside(MANAGE_MEMBERS, MEMBER), 303)
                        .to(ACME_PAGE),
                Ask.api(NPM, "GET", ACME_BY_NPM, Demand.inside(SEE_ORGANIZATION), 200),
                set("spare", "maintainer", Demand.inside(MANAGE_MEMBERS, MEMBER, MAINTAINER), 200),
                set("spare", "owner", Demand.inside(MANAGE_MEMBERS, MEMBER, OWNER), 200),
                set("vic", "developer", enlisting(MEMBER), 202).recorded(AND_MAILED),
                set("vic", "owner", enlisting(OWNER), 202).recorded(AND_MAILED),
                Ask.api(NPM, "DELETE", ACME_BY_NPM, Demand.inside(MANAGE_MEMBERS, MEMBER), 204)
                        .body("{\"user\": \"spare\"}"));
    }

    private static Ask set(String handle, String role, Demand demand, int status) {
        return Ask.api(NPM, "PUT", ACME_BY_NPM, demand, status)
                .body("{\"user\": \"" + handle + "\", \"role\": \"" + role + "\"}");
    }

    /// Whoever manages members may look for one; whoever is none is invited.
    private static Demand enlisting(Role role) {
        return new Demand(Set.of(MANAGE_MEMBERS, INVITE_MEMBERS), true, judge -> {
            var verdict = judge.inside(MANAGE_MEMBERS);
            return verdict.done() ? judge.inside(INVITE_MEMBERS, role) : verdict;
        });
    }

    private static Ask invite(Role role) {
        return Ask.api(ALL, "POST", ACME, Demand.inside(INVITE_MEMBERS, role), 201)
                .body("{\"emails\": [\"fresh@example.com\"], \"role\": \""
                        + role.name().toLowerCase(Locale.ROOT) + "\"}")
                .recorded(AND_MAILED);
    }

    private static Ask form(String fields, Demand demand, int status) {
        return Ask.page(PAGE, "POST", ACME_PAGE, demand, status).body(fields);
    }
}
