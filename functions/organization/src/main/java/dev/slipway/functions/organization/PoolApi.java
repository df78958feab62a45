package dev.slipway.functions.organization;

import dev.slipway.adapters.lambda.BillingProblems;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.ChangePoolPlace;

/// A member's place in the Pool by our own API, `/api/v1/orgs/{org}/members/{handle}/pool`.
final class PoolApi {

    private final ChangePoolPlace change;

    PoolApi(ChangePoolPlace change) {
        this.change = change;
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        var org = OrganizationsApi.slug(request);
        var handle = new Handle(request.parameter("handle"));
        return switch (request.method()) {
            case "PUT" -> {
                request.notes().action("member.pool.give");
                yield switch (change.give(visit, org, handle)) {
                    case ChangePoolPlace.Outcome.Changed(var member) ->
                        HttpResponse.json(200, JsonText.of(json -> OrganizationText.write(json, member)));
                    case ChangePoolPlace.Outcome other -> refused(request, org, other);
                };
            }
            case "DELETE" -> {
                request.notes().action("member.pool.take");
                yield switch (change.take(visit, org, handle)) {
                    case ChangePoolPlace.Outcome.Changed _ -> HttpResponse.empty(204);
                    case ChangePoolPlace.Outcome other -> refused(request, org, other);
                };
            }
            default -> Problem.methodNotAllowed("PUT, DELETE").answer(request);
        };
    }

    private static HttpResponse refused(HttpRequest request, OrgSlug org, ChangePoolPlace.Outcome outcome) {
        return outcome instanceof ChangePoolPlace.Outcome.Refused(var why)
                ? Problem.of(why).answer(request)
                : problem(org, outcome).answer(request);
    }

    /// What stands against it, but for what the gatekeeper said.
    static Problem problem(OrgSlug org, ChangePoolPlace.Outcome outcome) {
        return switch (outcome) {
            case ChangePoolPlace.Outcome.NoSuchMember(var handle) -> OrganizationProblems.noSuchMember(handle, org);
            case ChangePoolPlace.Outcome.AboveOneself(var role) -> OrganizationProblems.aboveOneself(role);
            case ChangePoolPlace.Outcome.BillingOnly(var handle) ->
                OrganizationProblems.noPlaceWithoutSeat(handle, org);
            case ChangePoolPlace.Outcome.PoolFull _ -> OrganizationProblems.poolFull(org);
            case ChangePoolPlace.Outcome.PoolUnpaid(var _, var why) -> BillingProblems.of(org, why);
            case ChangePoolPlace.Outcome.Busy _ -> OrganizationProblems.busy();
            case ChangePoolPlace.Outcome.Changed _, ChangePoolPlace.Outcome.Refused _ ->
                throw new IllegalStateException("nothing to say here of " + outcome);
        };
    }
}
