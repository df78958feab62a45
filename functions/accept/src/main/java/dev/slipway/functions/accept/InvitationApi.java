package dev.slipway.functions.accept;

import dev.slipway.access.TeamName;
import dev.slipway.access.TokenHash;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.JsonBody;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.audit.Visit;
import dev.slipway.org.AcceptInvitation;
import dev.slipway.org.DeclineInvitation;
import dev.slipway.org.InvitationId;
import dev.slipway.org.ListMyInvitations;
import dev.slipway.org.Member;
import dev.slipway.org.Organization;
import java.util.List;
import java.util.function.Supplier;

/// Invitations by our own API, for those who were invited. A link's secret travels in the body, never in a path.
final class InvitationApi {

    private final AcceptInvitation accept;
    private final DeclineInvitation decline;
    private final ListMyInvitations mine;

    InvitationApi(AcceptInvitation accept, DeclineInvitation decline, ListMyInvitations mine) {
        this.accept = accept;
        this.decline = decline;
        this.mine = mine;
    }

    HttpResponse mine(HttpRequest request, Visit visit) {
        request.notes().action("me.invitations.list");
        return switch (request.method()) {
            case "GET", "HEAD" ->
                switch (mine.run(visit)) {
                    case ListMyInvitations.Outcome.Listed(var _, var offers) ->
                        HttpResponse.json(
                                200, JsonText.of(json -> json.objects("items", offers, InvitationApi::write)));
                    case ListMyInvitations.Outcome.Refused(var why) ->
                        Problem.of(why).answer(request);
                };
            default -> Problem.methodNotAllowed("GET").answer(request);
        };
    }

    HttpResponse acceptMine(HttpRequest request, Visit visit) {
        request.notes().action("me.invitation.accept");
        return post(request, () -> accepted(request, accept.byAddress(visit, id(request))));
    }

    HttpResponse declineMine(HttpRequest request, Visit visit) {
        request.notes().action("me.invitation.decline");
        return post(request, () -> declined(request, decline.byAddress(visit, id(request))));
    }

    HttpResponse acceptLink(HttpRequest request, Visit visit) {
        request.notes().action("invitation.accept");
        return post(request, () -> accepted(request, accept.byLink(visit, link(request))));
    }

    HttpResponse declineLink(HttpRequest request, Visit visit) {
        request.notes().action("invitation.decline");
        return post(request, () -> declined(request, decline.byLink(visit, link(request))));
    }

    private static HttpResponse post(HttpRequest request, Supplier<HttpResponse> answer) {
        return request.method().equals("POST")
                ? answer.get()
                : Problem.methodNotAllowed("POST").answer(request);
    }

    private static HttpResponse accepted(HttpRequest request, AcceptInvitation.Outcome outcome) {
        return switch (outcome) {
            case AcceptInvitation.Outcome.Joined(var member, var organization) ->
                HttpResponse.json(
                        200,
                        JsonText.of(json -> json.text(
                                        "organization", organization.slug().value())
                                .text("role", member.role().wireName())
                                .texts("teams", names(member, organization))
                                .flag("pool", member.inPool())
                                .instant("joinedAt", member.joinedAt())));
            case AcceptInvitation.Outcome.AlreadyMember(var org) ->
                AcceptProblems.alreadyMember(org).answer(request);
            case AcceptInvitation.Outcome.Gone _ -> AcceptProblems.gone().answer(request);
            case AcceptInvitation.Outcome.NobodyStandsBehind nobody ->
                AcceptProblems.of(nobody).answer(request);
            case AcceptInvitation.Outcome.AddressTaken(var address) ->
                AcceptProblems.addressTaken(address).answer(request);
            case AcceptInvitation.Outcome.TooManyGuesses(var wait) -> Problem.tooFast(wait, request);
            case AcceptInvitation.Outcome.Busy _ -> AcceptProblems.busy().answer(request);
            case AcceptInvitation.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private static List<String> names(Member member, Organization organization) {
        return member.teams().stream()
                .flatMap(team -> organization.policy().teams().find(team).stream())
                .map(power -> power.name().value())
                .sorted()
                .toList();
    }

    private static HttpResponse declined(HttpRequest request, DeclineInvitation.Outcome outcome) {
        return switch (outcome) {
            case DeclineInvitation.Outcome.Declined _ -> HttpResponse.empty(204);
            case DeclineInvitation.Outcome.Gone _ -> AcceptProblems.gone().answer(request);
            case DeclineInvitation.Outcome.TooManyGuesses(var wait) -> Problem.tooFast(wait, request);
            case DeclineInvitation.Outcome.Busy _ -> AcceptProblems.busy().answer(request);
            case DeclineInvitation.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private static void write(JsonText json, ListMyInvitations.Offer offer) {
        var invitation = offer.invitation();
        json.text("id", invitation.id().value())
                .object(
                        "organization",
                        organization -> organization
                                .text("slug", invitation.org().value())
                                .text("displayName", offer.organization().displayName()))
                .text("role", invitation.role().wireName())
                .texts(
                        "teams",
                        invitation.teamNamesIn(offer.organization().policy().teams()).stream()
                                .map(TeamName::value)
                                .toList())
                .flag("pool", invitation.pool())
                .text("email", invitation.to().value())
                .text("invitedBy", invitation.link().sentBy().handle().value())
                .instant("expiresAt", invitation.link().until());
    }

    private static InvitationId id(HttpRequest request) {
        return new InvitationId(request.parameter("invitation"));
    }

    /// Whatever was sent: what is no token opens nothing, as a token that was never made.
    private static TokenHash link(HttpRequest request) {
        return TokenHash.of(JsonBody.of(request, "token").text("token"));
    }
}
