package dev.slipway.local.matrix;

import java.util.List;

/// The door. It is open to anyone: what lets somebody in is a secret that was mailed, or that a provider said.
final class SignInRoutes implements FunctionRoutes {

    private static final String SIGN_IN = "ANY /sign-in";
    private static final String MAIL = "ANY /sign-in/mail";
    private static final String WITH = "ANY /sign-in/with/{provider}";
    private static final String CALLBACK = "ANY /api/auth/callback/{provider}";
    private static final String SIGN_UP = "ANY /sign-up";

    @Override
    public String logicalId() {
        return "SignInFunction";
    }

    @Override
    public List<Ask> asks() {
        return List.of(
                // Whoever is signed in is led on.
                Ask.page(SIGN_IN, "GET", "/sign-in", Demand.special(SignInRoutes::onceMore), 200),
                Ask.page(SIGN_IN, "GET", "/sign-in", Demand.nothing(), 200).query("again=1"),
                Ask.page(SIGN_IN, "POST", "/sign-in", Demand.nothing(), 200)
                        .body("email=nobody%40example.com")
                        .recorded(0),
                Ask.page(MAIL, "GET", "/sign-in/mail", Demand.nothing(), 200).query("token={sign-in}"),
                Ask.page(MAIL, "GET", "/sign-in/mail", Demand.nothing(), 410).query("token={no-link}"),
                Ask.page(MAIL, "POST", "/sign-in/mail", Demand.nothing(), 303)
                        .body("token={sign-in}")
                        .recorded(0)
                        .to("/sign-up"),
                Ask.page(MAIL, "POST", "/sign-in/mail", Demand.nothing(), 410).body("token={no-link}"),
                Ask.page(WITH, "GET", "/sign-in/with/nobody", Demand.nothing(), 404),
                Ask.page(WITH, "POST", "/sign-in/with/nobody", Demand.nothing(), 404)
                        .body("returnTo="),
                Ask.page(CALLBACK, "GET", "/api/auth/callback/nobody", Demand.nothing(), 410)
                        .query("state=made-up&code=made-up"),
                Ask.page(SIGN_UP, "GET", "/sign-up", Demand.nothing(), 410),
                Ask.page(SIGN_UP, "POST", "/sign-up", Demand.nothing(), 410).body("handle=nobody"),
                Ask.page("ANY /sign-out", "POST", "/sign-out", Demand.nothing(), 303)
                        .body("out=")
                        .to("/sign-in")
                        .idle());
    }

    private static Verdict onceMore(Judge judge) {
        return judge.somebody().done() ? Verdict.refused(303, "/console") : Verdict.DONE;
    }
}
