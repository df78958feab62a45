package dev.slipway.functions.access;

import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Handle;
import dev.slipway.packages.GrantAccess;
import dev.slipway.packages.ListGrants;
import dev.slipway.packages.PackageName;
import dev.slipway.packages.ShowPackage;
import dev.slipway.packages.WithdrawGrant;

/// Grants by our own API, `/api/v1/orgs/{org}/packages/{name}/grants`.
final class GrantsApi {

    private final Access access;

    GrantsApi(Access access) {
        this.access = access;
    }

    HttpResponse grants(HttpRequest request, Visit visit) {
        request.notes().action("grants.list");
        var name = PackagesApi.name(request);
        return switch (request.method()) {
            case "GET", "HEAD" ->
                switch (access.listGrants().run(visit, name)) {
                    case ListGrants.Outcome.Listed(var guests, var visibility) ->
                        HttpResponse.json(
                                200,
                                JsonText.of(json -> json.text("visibility", visibility.wireName())
                                        .objects(
                                                "items",
                                                guests,
                                                (each, guest) -> AccessText.write(each, guest, visibility))));
                    case ListGrants.Outcome.Refused(var why) -> Problem.of(why).answer(request);
                };
            default -> Problem.methodNotAllowed("GET").answer(request);
        };
    }

    HttpResponse grant(HttpRequest request, Visit visit) {
        var name = PackagesApi.name(request);
        var handle = new Handle(request.parameter("handle"));
        return switch (request.method()) {
            case "PUT" -> give(request, visit, name, handle);
            case "DELETE" -> withdraw(request, visit, name, handle);
            default -> Problem.methodNotAllowed("PUT, DELETE").answer(request);
        };
    }

    private HttpResponse give(HttpRequest request, Visit visit, PackageName name, Handle handle) {
        request.notes().action("grant.give");
        return switch (access.grant().run(visit, name, handle)) {
            case GrantAccess.Outcome.Granted(var _, var guest, var visibility) ->
                HttpResponse.json(200, JsonText.of(json -> {
                    AccessText.write(json, new ShowPackage.Guest(guest.id(), guest.handle()), visibility);
                    json.text("notice", AccessText.waits(name, visibility));
                }));
            case GrantAccess.Outcome other -> refusal(name, other).answer(request);
        };
    }

    private HttpResponse withdraw(HttpRequest request, Visit visit, PackageName name, Handle handle) {
        request.notes().action("grant.withdraw");
        return switch (access.withdraw().run(visit, name, handle)) {
            case WithdrawGrant.Outcome.Withdrawn _ -> HttpResponse.empty(204);
            case WithdrawGrant.Outcome other -> refusal(name, other).answer(request);
        };
    }

    /// Why nothing was shared.
    static Problem refusal(PackageName name, GrantAccess.Outcome outcome) {
        return switch (outcome) {
            case GrantAccess.Outcome.NoSuchAccount(var handle) -> AccessProblems.noSuchAccount(handle.value());
            case GrantAccess.Outcome.AlreadyMember(var handle) -> AccessProblems.memberAlready(handle, name.scope());
            case GrantAccess.Outcome.TooMany(var _, var most) -> AccessProblems.tooManyGrants(name, most);
            case GrantAccess.Outcome.NotFound _ -> AccessProblems.noSuchPackage(name);
            case GrantAccess.Outcome.Busy _ -> AccessProblems.busy(name);
            case GrantAccess.Outcome.Refused(var why) -> Problem.of(why);
            case GrantAccess.Outcome.Granted _ -> throw new IllegalStateException("that is no refusal");
        };
    }

    /// Why nothing was withdrawn.
    static Problem refusal(PackageName name, WithdrawGrant.Outcome outcome) {
        return switch (outcome) {
            case WithdrawGrant.Outcome.NoSuchGrant(var handle) -> AccessProblems.noSuchGrant(handle, name);
            case WithdrawGrant.Outcome.NotFound _ -> AccessProblems.noSuchPackage(name);
            case WithdrawGrant.Outcome.Busy _ -> AccessProblems.busy(name);
            case WithdrawGrant.Outcome.Refused(var why) -> Problem.of(why);
            case WithdrawGrant.Outcome.Withdrawn _ -> throw new IllegalStateException("that is no refusal");
        };
    }
}
