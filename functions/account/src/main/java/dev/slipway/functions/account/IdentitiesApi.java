package dev.slipway.functions.account;

import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.adapters.lambda.Paging;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.audit.Visit;
import dev.slipway.identity.IdentityId;
import dev.slipway.identity.ListIdentities;
import dev.slipway.identity.UnlinkIdentity;

/// The identities that lead to whoever asks, `/api/v1/me/identities`.
final class IdentitiesApi {

    private static final Paging PAGES = Paging.of("identities", "me");

    private final ListIdentities list;
    private final UnlinkIdentity unlink;

    IdentitiesApi(ListIdentities list, UnlinkIdentity unlink) {
        this.list = list;
        this.unlink = unlink;
    }

    HttpResponse identities(HttpRequest request, Visit visit) {
        request.notes().action("identities.list");
        return switch (request.method()) {
            case "GET", "HEAD" ->
                switch (list.run(visit, PAGES.slice(request))) {
                    case ListIdentities.Outcome.Found(var page) ->
                        HttpResponse.json(
                                200,
                                JsonText.of(json -> json.objects(
                                                "items",
                                                page.items(),
                                                (item, linked) -> item.text(
                                                                "id",
                                                                linked.id().value())
                                                        .text("issuer", linked.issuer())
                                                        .instant("linkedAt", linked.linkedAt()))
                                        .text("next", PAGES.next(page))));
                    case ListIdentities.Outcome.Refused(var why) ->
                        Problem.of(why).answer(request);
                };
            default -> Problem.methodNotAllowed("GET").answer(request);
        };
    }

    HttpResponse identity(HttpRequest request, Visit visit) {
        request.notes().action("identity.unlink");
        return switch (request.method()) {
            case "DELETE" ->
                switch (unlink.run(visit, new IdentityId(request.parameter("identity")))) {
                    case UnlinkIdentity.Outcome.Unlinked _ -> HttpResponse.empty(204);
                    case UnlinkIdentity.Outcome.NoSuchIdentity _ ->
                        noSuchIdentity().answer(request);
                    case UnlinkIdentity.Outcome.LastWayIn _ -> lastWayIn().answer(request);
                    case UnlinkIdentity.Outcome.Refused(var why) ->
                        Problem.of(why).answer(request);
                };
            default -> Problem.methodNotAllowed("DELETE").answer(request);
        };
    }

    private static Problem noSuchIdentity() {
        return Problem.of(
                404,
                "identity_not_found",
                "No such identity",
                "You have linked no such identity: it was unlinked before, is somebody else's, or never was.");
    }

    static Problem lastWayIn() {
        return Problem.of(
                409,
                "last_way_in",
                "Last way in",
                "Nothing else leads to your account: no other identity and no verified address. Link another one first.");
    }
}
