package dev.slipway.functions.organization;

import dev.slipway.access.Principal;
import dev.slipway.access.Token;
import dev.slipway.access.TokenHash;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.web.Frame;
import dev.slipway.adapters.web.LinkGonePage;
import dev.slipway.adapters.web.Navigation;
import dev.slipway.adapters.web.ProblemPage;
import dev.slipway.adapters.web.ProblemPage.Way;
import dev.slipway.adapters.web.TransferPage;
import dev.slipway.audit.Visit;
import dev.slipway.console.Shown;
import dev.slipway.identity.WhoAmI;
import dev.slipway.org.AnswerTransfer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// The page behind the mailed link of a transfer, `/transfers/accept?token=`.
///
/// GET changes nothing. A link that opens nothing shows one page, the same to the last byte whatever became of it.
final class TransferDoor {

    private static final String PATH = "/transfers/accept?token=";

    private final AnswerTransfer answer;
    private final WhoAmI whoAmI;
    private final Navigation navigation;

    TransferDoor(AnswerTransfer answer, WhoAmI whoAmI, Navigation navigation) {
        this.answer = answer;
        this.whoAmI = whoAmI;
        this.navigation = navigation;
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        request.notes().action("transfer.page");
        return Shown.answer(
                request,
                visit,
                shown -> {
                    var text = request.query("token").orElse("");
                    return said(shown, text, answer.show(visit, TokenHash.of(text)));
                },
                form -> {
                    var text = form.field("token");
                    return switch (form.field("act")) {
                        case "accept" -> {
                            request.notes().action("transfer.page.accept");
                            yield said(form.shown(), text, answer.accept(visit, TokenHash.of(text)));
                        }
                        case "decline" -> {
                            request.notes().action("transfer.page.decline");
                            yield said(form.shown(), text, answer.decline(visit, TokenHash.of(text)));
                        }
                        default -> form.unknown();
                    };
                });
    }

    private HttpResponse said(Shown shown, String text, AnswerTransfer.Outcome outcome) {
        return switch (outcome) {
            case AnswerTransfer.Outcome.Offered offered ->
                Token.read(text, Token.Kind.TRANSFER)
                        .map(token -> shown.page(200, page(shown, token, offered)))
                        .orElseGet(() -> gone(shown));
            case AnswerTransfer.Outcome.Accepted(var org) -> HttpResponse.seeOther("/console/organizations/" + org);
            case AnswerTransfer.Outcome.Declined(var org) ->
                message(
                        shown,
                        200,
                        "Declined",
                        "You have declined to be owner of @" + org + ". Nothing else happens, and the link no longer"
                                + " works.",
                        Way.TO_CONSOLE);
            case AnswerTransfer.Outcome.Gone _ -> gone(shown);
            case AnswerTransfer.Outcome.ForAnother _ -> problem(shown, OrganizationProblems.forAnother());
            case AnswerTransfer.Outcome.SenderIsNoOwner(var sender) ->
                problem(shown, OrganizationProblems.senderIsNoOwner(sender));
            case AnswerTransfer.Outcome.NoSeatLeft(var org) -> problem(shown, OrganizationProblems.noSeatLeft(org));
            case AnswerTransfer.Outcome.TooManyGuesses(var wait) -> tooMany(shown, wait);
            case AnswerTransfer.Outcome.Busy _ -> problem(shown, OrganizationProblems.busy());
            case AnswerTransfer.Outcome.Refused(var why) -> shown.refused(why, PATH + text);
        };
    }

    private static TransferPage page(Shown shown, Token token, AnswerTransfer.Outcome.Offered offered) {
        var transfer = offered.transfer();
        var frame = offered.viewer()
                .<Frame>map(viewer -> shown.viewer(viewer.handle()))
                .orElseGet(shown::visitor);
        return new TransferPage(
                frame,
                token,
                transfer.org(),
                offered.organization().displayName(),
                transfer.from().handle(),
                transfer.to().handle(),
                transfer.expiresAt());
    }

    private HttpResponse gone(Shown shown) {
        return shown.page(410, new LinkGonePage(frame(shown), LinkGonePage.Kind.TRANSFER));
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

    private HttpResponse problem(Shown shown, Problem problem) {
        return message(shown, problem.status(), problem.title(), problem.detail(), Way.TO_CONSOLE);
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
}
