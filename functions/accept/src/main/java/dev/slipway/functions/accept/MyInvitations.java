package dev.slipway.functions.accept;

import dev.slipway.access.Refusal;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.web.Chrome;
import dev.slipway.adapters.web.MyInvitationsPage;
import dev.slipway.adapters.web.WaitingInvitation;
import dev.slipway.audit.Visit;
import dev.slipway.console.Shown;
import dev.slipway.org.AcceptInvitation;
import dev.slipway.org.DeclineInvitation;
import dev.slipway.org.InvitationId;
import dev.slipway.org.ListMyInvitations;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The invitations that wait for whoever is signed in, `/console/invitations`.
final class MyInvitations {

    private static final String PATH = "/console/invitations";

    private final ListMyInvitations list;
    private final AcceptInvitation accept;
    private final DeclineInvitation decline;

    MyInvitations(ListMyInvitations list, AcceptInvitation accept, DeclineInvitation decline) {
        this.list = list;
        this.accept = accept;
        this.decline = decline;
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        request.notes().action("console.my-invitations");
        return Shown.answer(request, visit, shown -> show(shown, 200, chrome -> chrome), form -> switch (form.field(
                "act")) {
            case "accept" -> accept(form, new InvitationId(form.field("invitation")));
            case "decline" -> decline(form, new InvitationId(form.field("invitation")));
            default -> form.unknown();
        });
    }

    private HttpResponse accept(Shown.Form form, InvitationId id) {
        form.shown().request().notes().action("console.my-invitations.accept");
        var shown = form.shown();
        return switch (accept.byAddress(form.visit(), id)) {
            case AcceptInvitation.Outcome.Joined(var _, var organization) ->
                HttpResponse.seeOther("/console/organizations/" + organization.slug());
            case AcceptInvitation.Outcome.AlreadyMember(var org) -> again(shown, AcceptProblems.alreadyMember(org));
            case AcceptInvitation.Outcome.Gone _ -> again(shown, AcceptProblems.gone());
            case AcceptInvitation.Outcome.NobodyStandsBehind nobody -> again(shown, AcceptProblems.of(nobody));
            case AcceptInvitation.Outcome.AddressTaken(var address) ->
                again(shown, AcceptProblems.addressTaken(address));
            case AcceptInvitation.Outcome.TooManyGuesses _ ->
                throw new IllegalStateException("there is nothing to guess without a link");
            case AcceptInvitation.Outcome.Busy _ -> again(shown, AcceptProblems.busy());
            case AcceptInvitation.Outcome.Refused(Refusal.PaymentDue why) -> shown.problem(why);
            case AcceptInvitation.Outcome.Refused(var why) -> shown.refused(why, PATH);
        };
    }

    private HttpResponse decline(Shown.Form form, InvitationId id) {
        form.shown().request().notes().action("console.my-invitations.decline");
        var shown = form.shown();
        return switch (decline.byAddress(form.visit(), id)) {
            case DeclineInvitation.Outcome.Declined _ -> HttpResponse.seeOther(PATH);
            case DeclineInvitation.Outcome.Gone _ -> again(shown, AcceptProblems.gone());
            case DeclineInvitation.Outcome.TooManyGuesses _ ->
                throw new IllegalStateException("there is nothing to guess without a link");
            case DeclineInvitation.Outcome.Busy _ -> again(shown, AcceptProblems.busy());
            case DeclineInvitation.Outcome.Refused(var why) -> shown.refused(why, PATH);
        };
    }

    private HttpResponse again(Shown shown, Problem problem) {
        return show(shown, problem.status(), chrome -> chrome.withProblem(problem.detail()));
    }

    private HttpResponse show(Shown shown, int status, UnaryOperator<Chrome> message) {
        return switch (list.run(shown.visit())) {
            case ListMyInvitations.Outcome.Listed(var person, var offers) -> {
                var frame =
                        Chrome.of(person.handle(), offers.size(), shown.guard().field());
                var waiting = offers.stream().map(MyInvitations::waiting).toList();
                yield shown.page(status, new MyInvitationsPage(message.apply(frame), waiting, Optional.empty()));
            }
            case ListMyInvitations.Outcome.Refused(var why) -> shown.refused(why, PATH);
        };
    }

    private static WaitingInvitation waiting(ListMyInvitations.Offer offer) {
        var invitation = offer.invitation();
        return new WaitingInvitation(
                invitation.id().value(),
                invitation.org(),
                offer.organization().displayName(),
                invitation.role(),
                invitation.teamNamesIn(offer.organization().policy().teams()),
                invitation.pool(),
                invitation.link().sentBy().handle(),
                invitation.to(),
                invitation.link().until());
    }
}
