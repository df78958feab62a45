package dev.slipway.console;

import dev.slipway.access.Means;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.adapters.lambda.BillingProblems;
import dev.slipway.adapters.lambda.FormGuard;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.web.Chrome;
import dev.slipway.adapters.web.Navigation;
import dev.slipway.adapters.web.Page;
import dev.slipway.adapters.web.Pages;
import dev.slipway.adapters.web.ProblemPage;
import dev.slipway.adapters.web.Provider;
import dev.slipway.adapters.web.SignInElsewherePage;
import dev.slipway.adapters.web.Viewer;
import dev.slipway.adapters.web.Visitor;
import dev.slipway.audit.Visit;
import dev.slipway.billing.Payments;
import dev.slipway.identity.ProviderName;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Malformed;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// A page on its way to the browser that asked for it.
///
/// @param guard ties the page's forms to this browser
public record Shown(HttpRequest request, Visit visit, FormGuard guard) {

    /// Answers a page's path: GET shows it, POST takes one of its forms.
    public static HttpResponse answer(
            HttpRequest request, Visit visit, Function<Shown, HttpResponse> show, Function<Form, HttpResponse> take) {
        var shown = new Shown(request, visit, FormGuard.of(request));
        try {
            return switch (request.method()) {
                case "GET", "HEAD" -> show.apply(shown);
                case "POST" -> {
                    var form = request.form();
                    yield shown.guard.holds(form, visit.registry())
                            ? take.apply(new Form(shown, form))
                            : shown.staleForm();
                }
                default -> Problem.methodNotAllowed("GET, POST").answer(request);
            };
        } catch (Malformed e) {
            return shown.problem(400, "That can't be used", e.sentence());
        } catch (Payments.Unreachable _) {
            var problem = BillingProblems.unreachable();
            return shown.problem(problem.status(), problem.title(), problem.detail());
        }
    }

    /// A form that was sent from one of our pages in this browser.
    public record Form(Shown shown, Map<String, String> fields) {

        public String field(String name) {
            return fields.getOrDefault(name, "");
        }

        public boolean ticked(String name) {
            return fields.containsKey(name);
        }

        public Visit visit() {
            return shown.visit;
        }

        public HttpResponse unknown() {
            return shown.problem(400, "That can't be used", "This is not a form of this page. Go back and reload it.");
        }
    }

    public HttpResponse page(int status, Page page) {
        var response = HttpResponse.html(status, Pages.render(page));
        for (var header : Pages.headers(page).entrySet()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return guard.guard(response, visit.registry());
    }

    /// The frame of a page with a navigation: ask for it when the page is sure to be shown.
    public Chrome chrome(Navigation navigation, Principal.Person viewer) {
        return navigation.chrome(viewer, visit.at(), guard.field());
    }

    /// As above, where the page shows the viewer's addresses too.
    public Chrome chrome(Navigation navigation, Principal.Person viewer, Collection<Email> addresses) {
        return navigation.chrome(viewer, addresses, visit.at(), guard.field());
    }

    public Viewer viewer(Handle handle) {
        return Viewer.of(handle, guard.field());
    }

    public Visitor visitor() {
        return Visitor.of(guard.field());
    }

    /// Whoever isn't signed in, or not lately enough, or not in the way that the organization wants, does that and
    /// comes back; whatever else stands against it is said.
    ///
    /// @param back a path of this registry
    public HttpResponse refused(Refusal why, String back) {
        request.notes().refusal(why);
        return switch (why) {
            case Refusal.SignInAgain _ -> signIn("again=1&", back);
            case Refusal.SignInFirst _, Refusal.TokenUnknown _, Refusal.TokenExpired _, Refusal.TokenRevoked _ ->
                signIn("", back);
            case Refusal.SignInElsewhere(var org, var means) ->
                page(403, new SignInElsewherePage(visitor(), org, ways(means), back));
            case Refusal.PaymentDue(var org) ->
                // Not everybody who is refused may see the bills: its own page says who does, or leads on.
                problem(why, new ProblemPage.Way("/console/organizations/" + org, "Go to @" + org));
            case Refusal.NotFound _,
                    Refusal.NotAMember _,
                    Refusal.ScopeTooNarrow _,
                    Refusal.NotAPerson _,
                    Refusal.OutsideNetworks _,
                    Refusal.OutsidePackages _,
                    Refusal.OutsideAllowList _,
                    Refusal.NotPermitted _ -> problem(why);
        };
    }

    private static List<Provider> ways(Set<Means> means) {
        return means.stream()
                .sorted(Comparator.comparing(Means::value))
                .flatMap(one ->
                        one.provider().map(name -> new Provider(new ProviderName(name), one.shownName())).stream())
                .toList();
    }

    public HttpResponse problem(int status, String title, String sentence) {
        return problem(status, title, sentence, ProblemPage.Way.TO_CONSOLE);
    }

    /// What stands against it, to somebody who has no page of the organization to go to.
    public HttpResponse problem(Refusal why) {
        request.notes().refusal(why);
        return problem(why, ProblemPage.Way.TO_CONSOLE);
    }

    private HttpResponse problem(Refusal why, ProblemPage.Way way) {
        var problem = Problem.of(why);
        return problem(problem.status(), problem.title(), problem.detail(), way);
    }

    private HttpResponse problem(int status, String title, String sentence, ProblemPage.Way way) {
        return page(status, new ProblemPage(visitor(), status, title, sentence, Optional.empty(), way));
    }

    /// How long to wait, for a sentence.
    public static String waiting(Duration wait) {
        long minutes = wait.plusSeconds(59).toMinutes();
        return "Try again in " + minutes + (minutes == 1 ? " minute." : " minutes.");
    }

    private HttpResponse staleForm() {
        return problem(
                403,
                "This form is no longer good",
                "It was shown to another browser, or you have signed in or out since. Go back, reload the page, and send"
                        + " it again.");
    }

    private static HttpResponse signIn(String how, String back) {
        return HttpResponse.seeOther("/sign-in?" + how + "returnTo=" + URLEncoder.encode(back, StandardCharsets.UTF_8));
    }
}
