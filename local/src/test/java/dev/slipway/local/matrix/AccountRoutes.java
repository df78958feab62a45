package dev.slipway.local.matrix;

import static dev.slipway.access.Permission.MANAGE_MACHINE_TOKENS;
import static dev.slipway.access.Scope.MANAGE;
import static dev.slipway.access.Scope.READ;

import java.util.List;

/// One person's own: their tokens, their sessions, and the command lines that they let in.
final class AccountRoutes implements FunctionRoutes {

    private static final String TOKENS = "ANY /api/v1/me/tokens";
    private static final String TOKEN = "ANY /api/v1/me/tokens/{token}";
    private static final String SESSIONS = "ANY /api/v1/me/sessions";
    private static final String SESSION = "ANY /api/v1/me/sessions/{session}";
    private static final String IDENTITIES = "ANY /api/v1/me/identities";
    private static final String LOGOUT = "ANY /-/user/token/{token}";
    private static final String NPM_USER = "ANY /-/npm/v1/user";
    private static final String NPM_TOKENS = "ANY /-/npm/v1/tokens";
    private static final String NPM_TOKEN = "ANY /-/npm/v1/tokens/token/{token}";
    private static final String TOKENS_PAGE = "ANY /console/tokens";
    private static final String SESSIONS_PAGE = "ANY /console/sessions";
    private static final String APPROVE = "ANY /login/approve";

    @Override
    public String logicalId() {
        return "AccountFunction";
    }

    @Override
    public List<Ask> asks() {
        return List.of(
                Ask.page("ANY /", "GET", "/", Demand.nothing(), 303),
                Ask.page("ANY /assets/{file}", "GET", "/assets/{stylesheet}", Demand.nothing(), 200),
                Ask.api("ANY /api/v1/me", "GET", "/api/v1/me", Demand.oneself(READ), 200),
                Ask.api(TOKENS, "GET", "/api/v1/me/tokens", Demand.oneself(MANAGE), 200),
                // Of what everybody has who may make one.
                Ask.api(TOKENS, "POST", "/api/v1/me/tokens", Demand.oneselfLately(MANAGE), 201)
                        .body("{\"name\": \"ci\", \"scopes\": [\"manage\"]}"),
                Ask.api(TOKEN, "DELETE", "/api/v1/me/tokens/{own-token}", Demand.oneself(MANAGE), 204),
                Ask.api(TOKEN, "DELETE", "/api/v1/me/tokens/{another-token}", Demand.oneself(MANAGE), 404)
                        .told("token_not_found"),
                Ask.api(SESSIONS, "GET", "/api/v1/me/sessions", Demand.oneself(MANAGE), 200),
                Ask.api(SESSIONS, "DELETE", "/api/v1/me/sessions", Demand.oneselfLately(MANAGE), 204)
                        .recorded(Ask.FOR_EACH),
                Ask.api(IDENTITIES, "GET", "/api/v1/me/identities", Demand.oneself(MANAGE), 200),
                Ask.api(
                                IDENTITIES + "/{identity}",
                                "DELETE",
                                "/api/v1/me/identities/01ARZ3NDEKTSV4RRFFQ69G5FAV",
                                Demand.oneselfLately(MANAGE),
                                404)
                        .told("identity_not_found"),
                Ask.api(SESSION, "DELETE", "/api/v1/me/sessions/{own-session}", Demand.oneself(MANAGE), 204),
                Ask.api(SESSION, "DELETE", "/api/v1/me/sessions/{another-session}", Demand.oneself(MANAGE), 404)
                        .told("session_not_found"),
                Ask.api("ANY /-/v1/login", "POST", "/-/v1/login", Demand.nothing(), 200)
                        .body("{}")
                        // Nothing is let in before it is approved.
                        .recorded(0),
                Ask.api("ANY /-/v1/done", "GET", "/-/v1/done", Demand.nothing(), 200)
                        .query("login={approved-login}&proof={approved-proof}")
                        .changing(),
                Ask.api("ANY /-/v1/done", "GET", "/-/v1/done", Demand.nothing(), 404)
                        .query("login={approved-login}&proof={proof}")
                        .told("login_gone"),
                Ask.api(LOGOUT, "DELETE", "/-/user/token/{shown}", Demand.special(AccountRoutes::givenBack), 200)
                        .idle(),
                Ask.api(
                        LOGOUT,
                        "DELETE",
                        "/-/user/token/{secret-of-another}",
                        Demand.special(AccountRoutes::anothers),
                        200),
                Ask.api(
                        LOGOUT,
                        "DELETE",
                        "/-/user/token/{secret-of-a-machine}",
                        Demand.inside(MANAGE_MACHINE_TOKENS),
                        200),
                Ask.api("ANY /-/user/{user}", "PUT", "/-/user/org.couchdb.user:ada", Demand.nothing(), 401)
                        .told("no_passwords"),
                Ask.api(NPM_USER, "GET", "/-/npm/v1/user", Demand.oneself(READ), 200),
                Ask.api(NPM_USER, "POST", "/-/npm/v1/user", Demand.nothing(), 400)
                        .told("unsupported_change"),
                Ask.api(NPM_TOKENS, "GET", "/-/npm/v1/tokens", Demand.oneself(MANAGE), 200),
                Ask.api(NPM_TOKENS, "POST", "/-/npm/v1/tokens", Demand.oneselfLately(MANAGE), 200)
                        .body("{\"name\": \"ci\", \"packages_and_scopes_permission\": \"no-access\"}"),
                Ask.api(NPM_TOKEN, "DELETE", "/-/npm/v1/tokens/token/{own-token}", Demand.oneself(MANAGE), 204),
                Ask.api(NPM_TOKEN, "DELETE", "/-/npm/v1/tokens/token/{another-token}", Demand.oneself(MANAGE), 404)
                        .told("token_not_found"),
                Ask.api(
                        NPM_TOKEN,
                        "DELETE",
                        "/-/npm/v1/tokens/token/{secret-of-another}",
                        Demand.special(AccountRoutes::anothers),
                        204),
                Ask.page(TOKENS_PAGE, "GET", "/console/tokens", Demand.oneself(MANAGE), 200),
                Ask.page(TOKENS_PAGE, "POST", "/console/tokens", Demand.oneselfLately(MANAGE), 200)
                        .body("act=create&name=ci&read=on&expiry=never&date=&networks=&packages="),
                Ask.page(TOKENS_PAGE, "POST", "/console/tokens", Demand.oneself(MANAGE), 303)
                        .body("act=revoke&token={own-token}")
                        .to("/console/tokens"),
                Ask.page(SESSIONS_PAGE, "GET", "/console/sessions", Demand.oneself(MANAGE), 200),
                Ask.page(SESSIONS_PAGE, "POST", "/console/sessions", Demand.oneself(MANAGE), 303)
                        .body("act=end&session={own-session}")
                        .to("/console/sessions"),
                Ask.page(SESSIONS_PAGE, "POST", "/console/sessions", Demand.oneselfLately(MANAGE), 303)
                        .body("act=end-others")
                        .recorded(Ask.FOR_EACH)
                        .to("/console/sessions"),
                Ask.page(APPROVE, "GET", "/login/approve", Demand.oneselfLately(MANAGE), 200)
                        .query("login={login}"),
                Ask.page(APPROVE, "GET", "/login/approve", Demand.nothing(), 404)
                        .query("login={no-link}"),
                Ask.page(APPROVE, "POST", "/login/approve", Demand.oneselfLately(MANAGE), 200)
                        .body("act=approve&login={login}"),
                Ask.page(APPROVE, "POST", "/login/approve", Demand.oneselfLately(MANAGE), 200)
                        .body("act=deny&login={login}"));
    }

    /// "A person's token gives itself back, whatever its scopes", and wherever it is used, and also when it is over; a
    /// machine's doesn't.
    private static Verdict givenBack(Judge judge) {
        var caller = judge.caller();
        if (caller.shows() == Caller.Shows.MACHINE) {
            return judge.inside(MANAGE_MACHINE_TOKENS);
        }
        return caller.shows() == Caller.Shows.ACCESS && caller.life() != Caller.Life.NEVER
                ? Verdict.DONE
                : Verdict.refused(404, "token_not_found");
    }

    /// Somebody else's token is none of theirs, even if they know it.
    private static Verdict anothers(Judge judge) {
        var verdict = judge.somebody();
        return verdict.done() ? Verdict.NOT_FOUND : verdict;
    }
}
