package dev.slipway.functions.account;

import dev.slipway.access.Scope;
import dev.slipway.access.Token;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.web.ApproveLoginPage;
import dev.slipway.adapters.web.LinkGonePage;
import dev.slipway.adapters.web.LoginAnsweredPage;
import dev.slipway.audit.Visit;
import dev.slipway.console.Shown;
import dev.slipway.identity.AnswerLogin;
import dev.slipway.identity.CollectLogin;
import dev.slipway.identity.ReadLogin;
import java.util.Optional;
import java.util.Set;

/// `/login/approve`, where a person says whether a command line may act in their name.
final class LoginApproval {

    private final ReadLogin readLogin;
    private final AnswerLogin answerLogin;

    LoginApproval(ReadLogin readLogin, AnswerLogin answerLogin) {
        this.readLogin = readLogin;
        this.answerLogin = answerLogin;
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        request.notes().action("login.show");
        return Shown.answer(request, visit, this::show, this::take);
    }

    private HttpResponse show(Shown shown) {
        return token(shown.request().query("login"))
                .map(page -> show(shown, page))
                .orElseGet(() -> gone(shown));
    }

    private HttpResponse show(Shown shown, Token page) {
        return switch (readLogin.run(shown.visit(), page.hash())) {
            case ReadLogin.Outcome.Waiting(var login, var person) ->
                shown.page(
                        200,
                        new ApproveLoginPage(
                                shown.viewer(person.handle()),
                                page,
                                login.from().client(),
                                login.from().address(),
                                login.askedAt(),
                                login.expiresAt(),
                                Set.of(Scope.values()),
                                Optional.of(shown.visit().at().plus(CollectLogin.TOKEN_LIVES))));
            case ReadLogin.Outcome.Gone _ -> gone(shown);
            case ReadLogin.Outcome.Refused(var why) -> shown.refused(why, back(page));
        };
    }

    private HttpResponse take(Shown.Form form) {
        form.shown().request().notes().action("login.answer");
        return token(Optional.of(form.field("login")))
                .map(page -> switch (form.field("act")) {
                    case "approve" ->
                        answered(form.shown(), page, answerLogin.approve(form.visit(), page.hash()), true);
                    case "deny" -> answered(form.shown(), page, answerLogin.deny(form.visit(), page.hash()), false);
                    default -> form.unknown();
                })
                .orElseGet(() -> gone(form.shown()));
    }

    private static HttpResponse answered(Shown shown, Token page, AnswerLogin.Outcome outcome, boolean approved) {
        return switch (outcome) {
            case AnswerLogin.Outcome.Answered(var login, var person) ->
                shown.page(
                        200,
                        new LoginAnsweredPage(
                                shown.viewer(person.handle()),
                                approved,
                                login.from().client()));
            case AnswerLogin.Outcome.Gone _ -> gone(shown);
            case AnswerLogin.Outcome.Refused(var why) -> shown.refused(why, back(page));
        };
    }

    private static HttpResponse gone(Shown shown) {
        return shown.page(404, new LinkGonePage(shown.visitor(), LinkGonePage.Kind.LOGIN));
    }

    private static Optional<Token> token(Optional<String> text) {
        return text.flatMap(value -> Token.read(value, Token.Kind.LOGIN));
    }

    private static String back(Token page) {
        return "/login/approve?login=" + page.secret();
    }
}
