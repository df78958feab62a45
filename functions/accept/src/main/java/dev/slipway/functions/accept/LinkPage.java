package dev.slipway.functions.accept;

import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Token;
import dev.slipway.access.TokenHash;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.web.Frame;
import dev.slipway.adapters.web.InvitationPage;
import dev.slipway.adapters.web.LinkGonePage;
import dev.slipway.adapters.web.Navigation;
import dev.slipway.adapters.web.ProblemPage;
import dev.slipway.adapters.web.ProblemPage.Way;
import dev.slipway.audit.Visit;
import dev.slipway.console.Shown;
import dev.slipway.identity.WhoAmI;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.AcceptInvitation;
import dev.slipway.org.DeclineInvitation;
import dev.slipway.org.Invitation;
import dev.slipway.org.Organization;
import dev.slipway.org.ReadInvitation;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// The page behind the mailed link, `/invitations/accept?token=`.
///
/// GET changes nothing. A link that opens nothing shows one page, the same to the last byte whatever became of it.
final class LinkPage {

    private static final String PATH = "/invitations/accept?token=";

    private final ReadInvitation read;
    private final AcceptInvitation accept;
    private final DeclineInvitation decline;
    private final WhoAmI whoAmI;
    private final Navigation navigation;

    LinkPage(
            ReadInvitation read,
            AcceptInvitation accept,
            DeclineInvitation decline,
            WhoAmI whoAmI,
            Navigation navigation) {
        this.read = read;
        this.accept = accept;
        this.decline = decline;
        this.whoAmI = whoAmI;
        this.navigation = navigation;
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        request.notes().action("invitation.page");
        return Shown.answer(
                request, visit, shown -> show(shown, request.query("token").orElse("")), form -> switch (form.field(
                        "act")) {
                    case "accept" -> accept(form, form.field("token"));
                    case "decline" -> decline(form, form.field("token"));
                    default -> form.unknown();
                });
    }

    private HttpResponse show(Shown shown, String text) {
        return switch (read.run(shown.visit(), TokenHash.of(text))) {
            case ReadInvitation.Outcome.Offered(var invitation, var organization) ->
                Token.read(text, Token.Kind.INVITATION)
                        .map(token -> shown.page(200, page(shown, token, invitation, organization)))
                        .orElseGet(() -> gone(shown));
            case ReadInvitation.Outcome.Gone _ -> gone(shown);
            case ReadInvitation.Outcome.TooManyGuesses(var wait) -> tooMany(shown, wait);
        };
    }

    private InvitationPage page(Shown shown, Token token, Invitation invitation, Organization organization) {
        return new InvitationPage(
                frame(shown),
                token,
                organization.slug(),
                organization.displayName(),
                invitation.role(),
                invitation.teamNamesIn(organization.policy().teams()),
                invitation.pool(),
                invitation.link().sentBy().handle(),
                invitation.to(),
                invitation.link().until());
    }

    private HttpResponse accept(Shown.Form form, String text) {
        form.shown().request().notes().action("invitation.page.accept");
        var shown = form.shown();
        return switch (accept.byLink(form.visit(), TokenHash.of(text))) {
            case AcceptInvitation.Outcome.Joined(var _, var organization) ->
                HttpResponse.seeOther(console(organization.slug()));
            case AcceptInvitation.Outcome.AlreadyMember(var org) ->
                problem(shown, AcceptProblems.alreadyMember(org), new Way(console(org), "Go to @" + org));
            case AcceptInvitation.Outcome.Gone _ -> gone(shown);
            case AcceptInvitation.Outcome.NobodyStandsBehind nobody ->
                problem(shown, AcceptProblems.of(nobody), Way.TO_CONSOLE);
            case AcceptInvitation.Outcome.AddressTaken(var address) ->
                problem(shown, AcceptProblems.addressTaken(address), Way.TO_CONSOLE);
            case AcceptInvitation.Outcome.TooManyGuesses(var wait) -> tooMany(shown, wait);
            case AcceptInvitation.Outcome.Busy _ -> problem(shown, AcceptProblems.busy(), Way.TO_CONSOLE);
            case AcceptInvitation.Outcome.Refused(Refusal.PaymentDue why) -> shown.problem(why);
            case AcceptInvitation.Outcome.Refused(var why) -> shown.refused(why, PATH + text);
        };
    }

    private HttpResponse decline(Shown.Form form, String text) {
        form.shown().request().notes().action("invitation.page.decline");
        var shown = form.shown();
        return switch (decline.byLink(form.visit(), TokenHash.of(text))) {
            case DeclineInvitation.Outcome.Declined(var invitation) ->
                message(
                        shown,
                        200,
                        "Declined",
                        "You have declined to join @" + invitation.org()
                                + ". Nothing else happens: the link no longer works, and no account was made.",
                        Way.TO_CONSOLE);
            case DeclineInvitation.Outcome.Gone _ -> gone(shown);
            case DeclineInvitation.Outcome.TooManyGuesses(var wait) -> tooMany(shown, wait);
            case DeclineInvitation.Outcome.Busy _ -> problem(shown, AcceptProblems.busy(), Way.TO_CONSOLE);
            case DeclineInvitation.Outcome.Refused(var why) -> shown.refused(why, PATH + text);
        };
    }

    private HttpResponse gone(Shown shown) {
        return shown.page(410, new LinkGonePage(frame(shown), LinkGonePage.Kind.INVITATION));
    }

    private HttpResponse tooMany(Shown shown, Duration wait) {
        return message(
                        shown,
                        429,
                        "Too many tries",
                        "Too many links that don't work were opened from your network. " + Shown.waiting(wait),
                        Way.TO_CONSOLE)
                .with("retry-after", Long.toString(wait.toSeconds()));
    }

    private HttpResponse problem(Shown shown, Problem problem, Way way) {
        return message(shown, problem.status(), problem.title(), problem.detail(), way);
    }

    private HttpResponse message(Shown shown, int status, String title, String sentence, Way way) {
        return shown.page(
                status, new ProblemPage(withNavigation(shown), status, title, sentence, Optional.empty(), way));
    }

    /// As whoever is signed in, if anybody is.
    private Frame frame(Shown shown) {
        return frame(shown, person -> shown.viewer(person.handle()));
    }

    /// The same, with the way to everything else.
    private Frame withNavigation(Shown shown) {
        return frame(shown, person -> shown.chrome(navigation, person));
    }

    private Frame frame(Shown shown, Function<Principal.Person, Frame> signedIn) {
        return switch (whoAmI.run(shown.visit())) {
            case WhoAmI.Outcome.Known(Principal.Person person) -> signedIn.apply(person);
            case WhoAmI.Outcome.Known(Principal.Machine _), WhoAmI.Outcome.Refused _ -> shown.visitor();
        };
    }

    private static String console(OrgSlug org) {
        return "/console/organizations/" + org;
    }
}
