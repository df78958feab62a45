package dev.slipway.functions.signin;

import dev.slipway.access.Token;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.web.AddressTakenPage;
import dev.slipway.adapters.web.Field;
import dev.slipway.adapters.web.LinkGonePage;
import dev.slipway.adapters.web.Provider;
import dev.slipway.adapters.web.SignInWithPage;
import dev.slipway.identity.Arrival;
import dev.slipway.identity.BeginWithProvider;
import dev.slipway.identity.FinishWithProvider;
import dev.slipway.identity.ProviderName;
import dev.slipway.identity.Providers;
import dev.slipway.identity.ReturnTo;
import dev.slipway.identity.Trip;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The way to a provider and back.
final class ProviderDoor {

    private static final String VERIFIER_COOKIE = "slipway_verifier";

    /// Where providers are linked, and what is linked is seen.
    private static final ReturnTo LINKS = new ReturnTo("/console/sessions");

    /// Longer than any provider's.
    private static final int LONGEST_CODE = 4_096;

    private final BeginWithProvider beginWithProvider;
    private final FinishWithProvider finishWithProvider;
    private final Providers providers;
    private final Welcome welcome;
    private final MailDoor mailDoor;

    ProviderDoor(
            BeginWithProvider beginWithProvider,
            FinishWithProvider finishWithProvider,
            Providers providers,
            Welcome welcome,
            MailDoor mailDoor) {
        this.beginWithProvider = beginWithProvider;
        this.finishWithProvider = finishWithProvider;
        this.providers = providers;
        this.welcome = welcome;
        this.mailDoor = mailDoor;
    }

    HttpResponse begin(Screen screen) {
        return switch (screen.request().method()) {
            case "GET", "HEAD" -> look(screen);
            case "POST" -> screen.form(form -> begin(screen, form));
            default -> Problem.methodNotAllowed("GET, POST").answer(screen.request());
        };
    }

    HttpResponse finish(Screen screen) {
        return screen.request().method().equals("GET")
                ? back(screen).with(screen.drop(VERIFIER_COOKIE))
                : Problem.methodNotAllowed("GET").answer(screen.request());
    }

    /// Where refusals send people who are to sign in by this provider and no other. Also who is signed in already: it
    /// is how they did that isn't enough.
    private HttpResponse look(Screen screen) {
        screen.request().notes().action("sign-in.with");
        var returnTo = ReturnTo.of(screen.request().query("returnTo").orElse(""));
        var name = provider(screen);
        return providers.offered().stream()
                .filter(offer -> offer.name().equals(name))
                .findFirst()
                .map(offer -> screen.page(
                        200,
                        new SignInWithPage(
                                screen.frame(), new Provider(offer.name(), offer.displayName()), returnTo.path())))
                .orElseGet(() -> noSuchProvider(screen));
    }

    private static HttpResponse noSuchProvider(Screen screen) {
        return screen.problem(404, "Nothing here", "There is no such way to sign in.");
    }

    private HttpResponse begin(Screen screen, Map<String, String> form) {
        screen.request().notes().action("sign-in.provider");
        var returnTo = ReturnTo.of(form.getOrDefault("returnTo", ""));
        return switch (beginWithProvider.run(screen.visit(), provider(screen))) {
            case BeginWithProvider.Outcome.Away(var to, var verifier, var _) ->
                HttpResponse.seeOther(to.toASCIIString())
                        .with(screen.keep(VERIFIER_COOKIE, verifier, Trip.LIVES))
                        .with(screen.keep(returnTo));
            case BeginWithProvider.Outcome.NoSuchProvider _ -> noSuchProvider(screen);
            case BeginWithProvider.Outcome.Unreachable(var offer, var reason) -> {
                screen.request().notes().reason(reason);
                yield unreachable(screen, offer);
            }
            case BeginWithProvider.Outcome.TooFast(var wait) -> screen.tooFast(wait);
        };
    }

    private HttpResponse back(Screen screen) {
        screen.request().notes().action("sign-in.callback");
        return switch (finishWithProvider.run(screen.visit(), provider(screen), returned(screen))) {
            case FinishWithProvider.Outcome.SignedIn(var session, var account, var offer) ->
                welcome.enter(screen, session, account.person(), offer);
            case FinishWithProvider.Outcome.SignUpFirst(var arrival) ->
                HttpResponse.seeOther("/sign-up").with(screen.keep(MailDoor.ARRIVAL_COOKIE, arrival, Arrival.LIVES));
            case FinishWithProvider.Outcome.Linked(var session, var person, var offer) ->
                welcome.enter(screen, session, person, offer);
            case FinishWithProvider.Outcome.AnotherAccounts(var offer) ->
                screen.problem(
                        409,
                        "That is another account's",
                        "Whoever you are at " + offer.displayName()
                                + " has another account here. Sign out first to sign in to it.");
            case FinishWithProvider.Outcome.SignInAgain _ ->
                HttpResponse.seeOther(
                        "/sign-in?again=1&returnTo=" + URLEncoder.encode(LINKS.path(), StandardCharsets.UTF_8));
            case FinishWithProvider.Outcome.AddressTaken(var email, var offer) ->
                screen.page(409, new AddressTakenPage(screen.frame(), email, offer.displayName(), LINKS.path()));
            case FinishWithProvider.Outcome.Declined(var offer) ->
                refused(screen, 403, offer.displayName() + " has not let you through. Try again, or in another way.");
            case FinishWithProvider.Outcome.Gone _ -> screen.gone(LinkGonePage.Kind.SIGN_IN);
            case FinishWithProvider.Outcome.NotProved(var offer, var reason) -> {
                screen.request().notes().reason(reason);
                yield refused(screen, 403, "What " + offer.displayName() + " said could not be relied on. Try again.");
            }
            case FinishWithProvider.Outcome.Unreachable(var offer, var reason) -> {
                screen.request().notes().reason(reason);
                yield unreachable(screen, offer);
            }
        };
    }

    private HttpResponse unreachable(Screen screen, Providers.Offer offer) {
        return refused(
                screen, 503, offer.displayName() + " can't be reached at the moment. Try again, or in another way.");
    }

    private HttpResponse refused(Screen screen, int status, String sentence) {
        return mailDoor.ways(screen, status, screen.frame().withProblem(sentence), Field.EMPTY, ReturnTo.HOME);
    }

    private static FinishWithProvider.Return returned(Screen screen) {
        HttpRequest request = screen.request();
        return new FinishWithProvider.Return(
                request.query("state").flatMap(text -> Token.read(text, Token.Kind.STATE)),
                request.query("code").filter(code -> !code.isEmpty() && code.length() <= LONGEST_CODE),
                screen.secret(VERIFIER_COOKIE, Token.Kind.VERIFIER));
    }

    private static ProviderName provider(Screen screen) {
        return new ProviderName(screen.request().parameter("provider"));
    }
}
