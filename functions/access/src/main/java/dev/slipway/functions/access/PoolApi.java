package dev.slipway.functions.access;

import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.audit.Visit;
import dev.slipway.packages.ShareInPool;

/// Whether a package is shared in the Pool, by our own API, `/api/v1/orgs/{org}/packages/{name}/pool`.
final class PoolApi {

    private final Access access;

    PoolApi(Access access) {
        this.access = access;
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        return switch (request.method()) {
            case "PUT" -> change(request, visit, true);
            case "DELETE" -> change(request, visit, false);
            default -> Problem.methodNotAllowed("PUT, DELETE").answer(request);
        };
    }

    private HttpResponse change(HttpRequest request, Visit visit, boolean shared) {
        request.notes().action(shared ? "package.pool.share" : "package.pool.leave");
        var name = PackagesApi.name(request);
        return switch (access.shareInPool().run(visit, name, shared)) {
            case ShareInPool.Outcome.Changed _ ->
                shared
                        ? HttpResponse.json(
                                200,
                                JsonText.of(json ->
                                        json.text("name", name.toString()).flag("pool", true)))
                        : HttpResponse.empty(204);
            case ShareInPool.Outcome.NotFound _ ->
                AccessProblems.noSuchPackage(name).answer(request);
            case ShareInPool.Outcome.Busy _ -> AccessProblems.busy(name).answer(request);
            case ShareInPool.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }
}
