package dev.slipway.functions.signin;

import dev.slipway.access.Means;
import dev.slipway.access.Token;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.web.Field;
import dev.slipway.adapters.web.LinkGonePage;
import dev.slipway.adapters.web.SignUpPage;
import dev.slipway.identity.Arrival;
import dev.slipway.identity.Providers;
import dev.slipway.identity.SignUp;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Malformed;
import java.util.Map;
import java.util.Optional;

/// Where somebody new chooses a handle.
final class SignUpDoor {

    private final SignUp signUp;
    private final Providers providers;
    private final Welcome welcome;

    SignUpDoor(SignUp signUp, Providers providers, Welcome welcome) {
        this.signUp = signUp;
        this.providers = providers;
        this.welcome = welcome;
    }

    HttpResponse answer(Screen screen) {
        return switch (screen.request().method()) {
            case "GET", "HEAD" -> look(screen);
            case "POST" -> screen.form(form -> choose(screen, form));
            default -> Problem.methodNotAllowed("GET, POST").answer(screen.request());
        };
    }

    private HttpResponse look(Screen screen) {
        screen.request().notes().action("sign-up.show");
        return arrival(screen)
                .flatMap(secret -> signUp.look(screen.visit(), secret.hash()))
                .map(pending -> show(
                        screen,
                        200,
                        Field.of(pending.suggestion().map(Handle::value).orElse("")),
                        pending.arrival()))
                .orElseGet(() -> screen.gone(LinkGonePage.Kind.SIGN_UP));
    }

    private HttpResponse choose(Screen screen, Map<String, String> form) {
        screen.request().notes().action("sign-up.choose");
        var typed = Field.of(form.getOrDefault("handle", ""));
        return arrival(screen)
                .map(secret -> choose(screen, secret, typed))
                .orElseGet(() -> screen.gone(LinkGonePage.Kind.SIGN_UP));
    }

    private HttpResponse choose(Screen screen, Token secret, Field typed) {
        Handle handle;
        try {
            handle = new Handle(typed.value().strip());
        } catch (Malformed _) {
            return signUp.look(screen.visit(), secret.hash())
                    .map(pending -> show(
                            screen,
                            400,
                            typed.wrong("A handle has 1 to 39 lower-case letters, digits and hyphens, with a letter or"
                                    + " digit at both ends."),
                            pending.arrival()))
                    .orElseGet(() -> screen.gone(LinkGonePage.Kind.SIGN_UP));
        }
        return switch (signUp.run(screen.visit(), secret.hash(), handle)) {
            case SignUp.Outcome.Welcome(var session, var account, var means) ->
                provider(means)
                        .map(offer -> welcome.enter(screen, session, account.person(), offer))
                        .orElseGet(() -> screen.enter(session))
                        .with(screen.drop(MailDoor.ARRIVAL_COOKIE));
            case SignUp.Outcome.HandleTaken(var _, var arrival) ->
                show(
                        screen,
                        409,
                        typed.wrong("This handle, or one that looks like it, is taken. Choose another one."),
                        arrival);
            case SignUp.Outcome.HasAccount _ ->
                screen.problem(
                                409,
                                "You have an account already",
                                "It was opened in another window meanwhile: sign in to it.")
                        .with(screen.drop(MailDoor.ARRIVAL_COOKIE));
            case SignUp.Outcome.Gone _ -> screen.gone(LinkGonePage.Kind.SIGN_UP);
            case SignUp.Outcome.TooFast(var wait) -> screen.tooFast(wait);
        };
    }

    private HttpResponse show(Screen screen, int status, Field handle, Arrival arrival) {
        return screen.page(
                status,
                new SignUpPage(
                        screen.frame(),
                        handle,
                        arrival.email(),
                        provider(arrival.means()).map(Providers.Offer::displayName)));
    }

    /// The provider that they came by.
    private Optional<Providers.Offer> provider(Means means) {
        return providers.offered().stream()
                .filter(offer -> offer.means().equals(means))
                .findFirst();
    }

    private static Optional<Token> arrival(Screen screen) {
        return screen.secret(MailDoor.ARRIVAL_COOKIE, Token.Kind.SIGN_UP);
    }
}
