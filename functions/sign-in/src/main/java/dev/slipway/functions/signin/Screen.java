package dev.slipway.functions.signin;

import dev.slipway.access.Token;
import dev.slipway.adapters.lambda.Cookie;
import dev.slipway.adapters.lambda.FormGuard;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.web.LinkGonePage;
import dev.slipway.adapters.web.Page;
import dev.slipway.adapters.web.Pages;
import dev.slipway.adapters.web.ProblemPage;
import dev.slipway.adapters.web.Visitor;
import dev.slipway.audit.Visit;
import dev.slipway.identity.NewSession;
import dev.slipway.identity.ReturnTo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What one request is shown, and what its browser keeps.
///
/// @param visit by whoever's session is in the browser
record Screen(HttpRequest request, Visit visit, FormGuard guard) {

    /// Where somebody goes once they are signed in. A path may hold a mailed secret, so it is kept by the browser and
    /// not by us.
    private static final String RETURN_COOKIE = "slipway_return";

    private static final Duration RETURN_LIVES = Duration.ofHours(1);

    static Screen of(HttpRequest request, Visit visit) {
        return new Screen(request, visit, FormGuard.of(request));
    }

    HttpResponse page(int status, Page page) {
        var response = HttpResponse.html(status, Pages.render(page));
        for (var header : Pages.headers(page).entrySet()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return guard.guard(response, visit.registry());
    }

    Visitor frame() {
        return Visitor.of(guard.field());
    }

    /// Answers a form that was sent from one of our pages in this browser.
    HttpResponse form(Function<Map<String, String>, HttpResponse> answer) {
        var fields = request.form();
        return guard.holds(fields, visit.registry())
                ? answer.apply(fields)
                : problem(
                        403,
                        "This form is no longer good",
                        "It was shown to another browser, or you have signed in or out since. Go back, reload the page,"
                                + " and send it again.");
    }

    HttpResponse problem(int status, String title, String sentence) {
        return page(
                status,
                new ProblemPage(frame(), status, title, sentence, Optional.empty(), ProblemPage.Way.TO_SIGN_IN));
    }

    HttpResponse tooFast(Duration wait) {
        return problem(429, "Too many tries", waiting(wait)).with("retry-after", Long.toString(wait.toSeconds()));
    }

    static String waiting(Duration wait) {
        long minutes = wait.plusSeconds(59).toMinutes();
        return "Somebody tried this too often, from your network or with this address. Try again in " + minutes
                + (minutes == 1 ? " minute." : " minutes.");
    }

    /// Expired, used and unknown look the same.
    HttpResponse gone(LinkGonePage.Kind kind) {
        return page(410, new LinkGonePage(frame(), kind));
    }

    /// Somebody is signed in and goes where they wanted to.
    HttpResponse enter(Token session) {
        return entered(HttpResponse.seeOther(returnTo().path()), session);
    }

    /// Somebody is signed in and is told something first.
    HttpResponse entered(HttpResponse answer, Token session) {
        return answer.with(keep(HttpRequest.SESSION_COOKIE, session, NewSession.LIVES))
                .with(Cookie.gone(RETURN_COOKIE, visit.registry()));
    }

    Cookie keep(String name, Token secret, Duration lives) {
        return Cookie.of(name, secret.secret(), lives, visit.registry());
    }

    Cookie keep(ReturnTo returnTo) {
        var path = returnTo.path().getBytes(StandardCharsets.US_ASCII);
        return Cookie.of(
                RETURN_COOKIE,
                Base64.getUrlEncoder().withoutPadding().encodeToString(path),
                RETURN_LIVES,
                visit.registry());
    }

    Cookie drop(String name) {
        return Cookie.gone(name, visit.registry());
    }

    Optional<Token> secret(String cookie, Token.Kind kind) {
        return request.cookie(cookie).flatMap(value -> Token.read(value, kind));
    }

    /// Where somebody wanted to go.
    ReturnTo returnTo() {
        return request.cookie(RETURN_COOKIE)
                .map(Screen::decoded)
                .map(ReturnTo::of)
                .orElse(ReturnTo.HOME);
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
