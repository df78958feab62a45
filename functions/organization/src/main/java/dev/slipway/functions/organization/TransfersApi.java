package dev.slipway.functions.organization;

import dev.slipway.access.TokenHash;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.JsonBody;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.adapters.lambda.Paging;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.AnswerTransfer;
import dev.slipway.org.ListTransfers;
import dev.slipway.org.RevokeTransfer;
import dev.slipway.org.StartTransfer;
import dev.slipway.org.TransferId;

/// Transfers by our own API, `/api/v1/orgs/{org}/transfers` and `/api/v1/transfers`.
final class TransfersApi {

    private final StartTransfer start;
    private final ListTransfers list;
    private final RevokeTransfer revoke;
    private final AnswerTransfer answer;

    TransfersApi(StartTransfer start, ListTransfers list, RevokeTransfer revoke, AnswerTransfer answer) {
        this.start = start;
        this.list = list;
        this.revoke = revoke;
        this.answer = answer;
    }

    HttpResponse transfers(HttpRequest request, Visit visit) {
        var org = OrganizationsApi.slug(request);
        return switch (request.method()) {
            case "GET", "HEAD" -> list(request, visit, org);
            case "POST" -> start(request, visit, org);
            default -> Problem.methodNotAllowed("GET, POST").answer(request);
        };
    }

    private HttpResponse list(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("transfers.list");
        var paging = Paging.of("transfers", org);
        return switch (list.run(visit, org, paging.slice(request))) {
            case ListTransfers.Outcome.Listed(var page) ->
                HttpResponse.json(
                        200,
                        JsonText.of(json -> json.objects(
                                        "items",
                                        page.items(),
                                        (item, transfer) -> OrganizationText.write(item, transfer, visit.at()))
                                .text("next", paging.next(page))));
            case ListTransfers.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private HttpResponse start(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("transfer.start");
        var handle = new Handle(JsonBody.of(request, "to").text("to"));
        return switch (start.run(visit, org, handle)) {
            case StartTransfer.Outcome.Started(var transfer) ->
                HttpResponse.json(201, JsonText.of(json -> OrganizationText.write(json, transfer, visit.at())));
            case StartTransfer.Outcome.NoSuchMember _ ->
                OrganizationProblems.noSuchMember(handle, org).answer(request);
            case StartTransfer.Outcome.OwnerAlready _ ->
                OrganizationProblems.ownerAlready(handle).answer(request);
            case StartTransfer.Outcome.AnotherPending _ ->
                OrganizationProblems.transferPending(org).answer(request);
            case StartTransfer.Outcome.NoAddress _ ->
                OrganizationProblems.noAddress(handle).answer(request);
            case StartTransfer.Outcome.NotMailed _ ->
                OrganizationProblems.notMailed(handle).answer(request);
            case StartTransfer.Outcome.TooFast(var wait) -> Problem.tooFast(wait, request);
            case StartTransfer.Outcome.Busy _ -> OrganizationProblems.busy().answer(request);
            case StartTransfer.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    HttpResponse transfer(HttpRequest request, Visit visit) {
        var org = OrganizationsApi.slug(request);
        var id = new TransferId(request.parameter("transfer"));
        return switch (request.method()) {
            case "GET", "HEAD" -> show(request, visit, org, id);
            case "DELETE" -> revoke(request, visit, org, id);
            default -> Problem.methodNotAllowed("GET, DELETE").answer(request);
        };
    }

    private HttpResponse show(HttpRequest request, Visit visit, OrgSlug org, TransferId id) {
        request.notes().action("transfer.read");
        return switch (list.one(visit, org, id)) {
            case ListTransfers.Outcome.Listed(var page) ->
                page.items().stream()
                        .findFirst()
                        .map(transfer -> HttpResponse.json(
                                200, JsonText.of(json -> OrganizationText.write(json, transfer, visit.at()))))
                        .orElseGet(() -> OrganizationProblems.noSuchTransfer().answer(request));
            case ListTransfers.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private HttpResponse revoke(HttpRequest request, Visit visit, OrgSlug org, TransferId id) {
        request.notes().action("transfer.revoke");
        return switch (revoke.run(visit, org, id)) {
            case RevokeTransfer.Outcome.Revoked _ -> HttpResponse.empty(204);
            case RevokeTransfer.Outcome.NoSuchTransfer _ ->
                OrganizationProblems.noSuchTransfer().answer(request);
            case RevokeTransfer.Outcome.Settled(var transfer) ->
                OrganizationProblems.settled(transfer.stateAt(visit.at())).answer(request);
            case RevokeTransfer.Outcome.Busy _ -> OrganizationProblems.busy().answer(request);
            case RevokeTransfer.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    HttpResponse accept(HttpRequest request, Visit visit) {
        request.notes().action("transfer.accept");
        return switch (request.method()) {
            case "POST" -> answered(request, answer.accept(visit, link(request)));
            default -> Problem.methodNotAllowed("POST").answer(request);
        };
    }

    HttpResponse decline(HttpRequest request, Visit visit) {
        request.notes().action("transfer.decline");
        return switch (request.method()) {
            case "POST" -> answered(request, answer.decline(visit, link(request)));
            default -> Problem.methodNotAllowed("POST").answer(request);
        };
    }

    /// Of whatever was sent: what is no token opens nothing, as a token that opens nothing.
    private static TokenHash link(HttpRequest request) {
        return TokenHash.of(JsonBody.of(request, "token").text("token"));
    }

    private static HttpResponse answered(HttpRequest request, AnswerTransfer.Outcome outcome) {
        return switch (outcome) {
            case AnswerTransfer.Outcome.Accepted(var org) -> HttpResponse.json(200, text(org, "accepted"));
            case AnswerTransfer.Outcome.Declined(var org) -> HttpResponse.json(200, text(org, "declined"));
            case AnswerTransfer.Outcome.Offered _ ->
                throw new IllegalStateException("it was to be answered and not looked at");
            case AnswerTransfer.Outcome.Gone _ ->
                OrganizationProblems.transferGone().answer(request);
            case AnswerTransfer.Outcome.ForAnother _ ->
                OrganizationProblems.forAnother().answer(request);
            case AnswerTransfer.Outcome.SenderIsNoOwner(var sender) ->
                OrganizationProblems.senderIsNoOwner(sender).answer(request);
            case AnswerTransfer.Outcome.BreakGlass(var sender) ->
                OrganizationProblems.breakGlass(sender).answer(request);
            case AnswerTransfer.Outcome.NoSeatLeft(var org) ->
                OrganizationProblems.noSeatLeft(org).answer(request);
            case AnswerTransfer.Outcome.TooManyGuesses(var wait) -> Problem.tooFast(wait, request);
            case AnswerTransfer.Outcome.Busy _ -> OrganizationProblems.busy().answer(request);
            case AnswerTransfer.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private static String text(OrgSlug org, String state) {
        return JsonText.of(json -> json.text("organization", org.value()).text("state", state));
    }
}
