package dev.slipway.functions.signin;

import dev.slipway.access.Token;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.web.ConfirmSignInPage;
import dev.slipway.adapters.web.Field;
import dev.slipway.adapters.web.LinkGonePage;
import dev.slipway.adapters.web.MailSentPage;
import dev.slipway.adapters.web.Provider;
import dev.slipway.adapters.web.SignInPage;
import dev.slipway.adapters.web.Visitor;
import dev.slipway.identity.Arrival;
import dev.slipway.identity.ConfirmSignIn;
import dev.slipway.identity.Providers;
import dev.slipway.identity.RequestSignIn;
import dev.slipway.identity.ReturnTo;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Malformed;
import java.util.Map;
import java.util.Optional;

/// The page with the ways to sign in, and the way by mail.
final class MailDoor {

    static final String ARRIVAL_COOKIE = "slipway_sign_up";

    private final RequestSignIn requestSignIn;
    private final ConfirmSignIn confirmSignIn;
    private final WhoAmI whoAmI;
    private final Providers providers;

    MailDoor(RequestSignIn requestSignIn, ConfirmSignIn confirmSignIn, WhoAmI whoAmI, Providers providers) {
        this.requestSignIn = requestSignIn;
        this.confirmSignIn = confirmSignIn;
        this.whoAmI = whoAmI;
        this.providers = providers;
    }

    HttpResponse signIn(Screen screen) {
        return switch (screen.request().method()) {
            case "GET", "HEAD" -> ways(screen);
            case "POST" -> screen.form(form -> send(screen, form));
            default -> Problem.methodNotAllowed("GET, POST").answer(screen.request());
        };
    }

    HttpResponse mail(Screen screen) {
        return switch (screen.request().method()) {
            case "GET", "HEAD" -> look(screen);
            case "POST" -> screen.form(form -> confirm(screen, form));
            default -> Problem.methodNotAllowed("GET, POST").answer(screen.request());
        };
    }

    /// @param frame may say what went wrong
    HttpResponse ways(Screen screen, int status, Visitor frame, Field email, ReturnTo returnTo) {
        var offers = providers.offered().stream()
                .map(offer -> new Provider(offer.name(), offer.displayName()))
                .toList();
        var again = screen.request().query("again").isPresent();
        return screen.page(status, new SignInPage(frame, email, offers, returnTo.path(), again));
    }

    private HttpResponse ways(Screen screen) {
        screen.request().notes().action("sign-in.show");
        var returnTo = ReturnTo.of(screen.request().query("returnTo").orElse(""));
        var again = screen.request().query("again").isPresent();
        return switch (whoAmI.run(screen.visit())) {
            case WhoAmI.Outcome.Known _ when !again -> HttpResponse.seeOther(returnTo.path());
            case WhoAmI.Outcome.Known _, WhoAmI.Outcome.Refused _ ->
                ways(screen, 200, screen.frame(), Field.EMPTY, returnTo);
        };
    }

    private HttpResponse send(Screen screen, Map<String, String> form) {
        screen.request().notes().action("sign-in.mail");
        var returnTo = ReturnTo.of(form.getOrDefault("returnTo", ""));
        var typed = Field.of(form.getOrDefault("email", ""));
        Email email;
        try {
            email = new Email(typed.value());
        } catch (Malformed e) {
            return ways(screen, 400, screen.frame(), typed.wrong(e.sentence()), returnTo);
        }
        return switch (requestSignIn.run(screen.visit(), email, returnTo)) {
            case RequestSignIn.Outcome.Sent(var to, var until) ->
                screen.page(200, new MailSentPage(screen.frame(), to, until, returnTo.path()));
            case RequestSignIn.Outcome.TooFast(var wait) ->
                ways(screen, 429, screen.frame().withProblem(Screen.waiting(wait)), typed, returnTo)
                        .with("retry-after", Long.toString(wait.toSeconds()));
            case RequestSignIn.Outcome.NotSent(var reason) -> {
                screen.request().notes().reason(reason);
                var sentence = "The mail could not be sent. Try again in a few minutes.";
                yield ways(screen, 503, screen.frame().withProblem(sentence), typed, returnTo);
            }
        };
    }

    private HttpResponse look(Screen screen) {
        screen.request().notes().action("sign-in.look");
        var returnTo = ReturnTo.of(screen.request().query("returnTo").orElse(""));
        return screen.request()
                .query("token")
                .flatMap(MailDoor::link)
                .flatMap(token -> confirmSignIn
                        .look(screen.visit(), token.hash())
                        .map(email -> new ConfirmSignInPage(screen.frame(), token, email)))
                .map(page -> screen.page(200, page).with(screen.keep(returnTo)))
                .orElseGet(() -> screen.gone(LinkGonePage.Kind.SIGN_IN));
    }

    private HttpResponse confirm(Screen screen, Map<String, String> form) {
        screen.request().notes().action("sign-in.confirm");
        return link(form.getOrDefault("token", ""))
                .map(token -> switch (confirmSignIn.run(screen.visit(), token.hash())) {
                    case ConfirmSignIn.Outcome.SignedIn(var session, var _) -> screen.enter(session);
                    case ConfirmSignIn.Outcome.SignUpFirst(var arrival, var _) ->
                        HttpResponse.seeOther("/sign-up").with(screen.keep(ARRIVAL_COOKIE, arrival, Arrival.LIVES));
                    case ConfirmSignIn.Outcome.Gone _ -> screen.gone(LinkGonePage.Kind.SIGN_IN);
                    case ConfirmSignIn.Outcome.TooFast(var wait) -> screen.tooFast(wait);
                })
                .orElseGet(() -> screen.gone(LinkGonePage.Kind.SIGN_IN));
    }

    private static Optional<Token> link(String text) {
        return Token.read(text, Token.Kind.SIGN_IN);
    }
}
