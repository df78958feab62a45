package dev.slipway.functions.account;

import dev.slipway.access.Token;
import dev.slipway.access.TokenHash;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.lambda.TokenProblems;
import dev.slipway.audit.Visit;
import dev.slipway.identity.BeginLogin;
import dev.slipway.identity.CollectLogin;
import java.util.Optional;

/// `npm login` and `npm logout`, as pnpm has them too.
final class NpmLogin {

    /// How long a client waits between two questions; without it npm asks without a pause.
    private static final String POLL_SECONDS = "2";

    private final BeginLogin beginLogin;
    private final CollectLogin collectLogin;
    private final ShownTokens tokens;

    NpmLogin(BeginLogin beginLogin, CollectLogin collectLogin, ShownTokens tokens) {
        this.beginLogin = beginLogin;
        this.collectLogin = collectLogin;
        this.tokens = tokens;
    }

    /// `POST /-/v1/login`. What the client sends, `{}` or `{"create": true}`, makes no difference: whoever has no
    /// account opens one on the way.
    HttpResponse begin(HttpRequest request, Visit visit) {
        request.notes().action("login.begin");
        return switch (request.method()) {
            case "POST" ->
                switch (beginLogin.run(visit)) {
                    case BeginLogin.Outcome.Begun(var page, var poll, var _) ->
                        HttpResponse.json(
                                        200,
                                        JsonText.of(json -> json.text(
                                                        "loginUrl",
                                                        visit.registry() + "/login/approve?login=" + page.secret())
                                                .text(
                                                        "doneUrl",
                                                        visit.registry() + "/-/v1/done?login=" + page.secret()
                                                                + "&proof=" + poll.secret())))
                                .with("cache-control", "no-store");
                    case BeginLogin.Outcome.TooFast(var wait) -> Problem.tooFast(wait, request);
                };
            default -> Problem.methodNotAllowed("POST").answer(request);
        };
    }

    /// `GET /-/v1/done`. Not HEAD, which would take the token and show it to nobody.
    HttpResponse poll(HttpRequest request, Visit visit) {
        request.notes().action("login.poll");
        return switch (request.method()) {
            case "GET" ->
                switch (collect(request, visit)) {
                    case CollectLogin.Outcome.Waiting _ ->
                        HttpResponse.json(202, "{}").with("retry-after", POLL_SECONDS);
                    case CollectLogin.Outcome.LetIn(var token, var _) ->
                        HttpResponse.json(200, JsonText.of(json -> json.text("token", token.secret())))
                                .with("cache-control", "no-store");
                    case CollectLogin.Outcome.Denied _ ->
                        Problem.of(
                                        403,
                                        "login_denied",
                                        "Login denied",
                                        "The login was denied in the browser. Run the command again to ask once more.")
                                .answer(request);
                    case CollectLogin.Outcome.Gone _ ->
                        Problem.of(
                                        404,
                                        "login_gone",
                                        "Login gone",
                                        "This login is over: nobody approved it within 10 minutes, or its token was"
                                                + " collected. Run the command again.")
                                .answer(request);
                };
            default -> Problem.methodNotAllowed("GET").answer(request);
        };
    }

    private CollectLogin.Outcome collect(HttpRequest request, Visit visit) {
        var page = secret(request, "login", Token.Kind.LOGIN);
        var poll = secret(request, "proof", Token.Kind.POLL);
        return page.isPresent() && poll.isPresent()
                ? collectLogin.run(visit, page.get(), poll.get())
                : new CollectLogin.Outcome.Gone();
    }

    private static Optional<TokenHash> secret(HttpRequest request, String name, Token.Kind kind) {
        return request.query(name).flatMap(text -> Token.read(text, kind)).map(Token::hash);
    }

    /// `DELETE /-/user/token/<token>`. The token stands in the path, so the path is in no log.
    HttpResponse logout(HttpRequest request, Visit visit) {
        request.notes().action("logout");
        return switch (request.method()) {
            case "DELETE" -> loggedOut(request, tokens.revoke(visit, request.parameter("token")));
            default -> Problem.methodNotAllowed("DELETE").answer(request);
        };
    }

    /// Whoever is logged out already is told that it worked: npm keeps the token otherwise.
    private static HttpResponse loggedOut(HttpRequest request, ShownTokens.Revocation revocation) {
        return switch (revocation) {
            case ShownTokens.Revocation.Done _, ShownTokens.Revocation.DoneBefore _ ->
                HttpResponse.json(200, JsonText.of(json -> json.flag("ok", true)));
            case ShownTokens.Revocation.NoSuchToken _ -> {
                // The other way to try out tokens.
                request.notes().guess();
                yield TokenProblems.noSuchToken().answer(request);
            }
            case ShownTokens.Revocation.NotDone(var why) -> why.answer(request);
        };
    }

    /// `PUT /-/user/org.couchdb.user:ada`: the login by name and password. Nobody has a password here, so none is read.
    HttpResponse byPassword(HttpRequest request) {
        request.notes().action("login.password");
        return switch (request.method()) {
            case "PUT" ->
                Problem.of(
                                401,
                                "no_passwords",
                                "No passwords",
                                "This registry has no passwords. Run npm login --auth-type=web, or put a token into"
                                        + " .npmrc.")
                        .answer(request);
            default -> Problem.methodNotAllowed("PUT").answer(request);
        };
    }
}
