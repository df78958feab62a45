package dev.slipway.functions.organization;

import dev.slipway.access.Role;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.JsonBody;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.adapters.lambda.Paging;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.ChangeRole;
import dev.slipway.org.ListMembers;
import dev.slipway.org.RemoveMember;

/// Members by our own API, `/api/v1/orgs/{org}/members`.
final class MembersApi {

    private final ListMembers list;
    private final ChangeRole change;
    private final RemoveMember remove;

    MembersApi(ListMembers list, ChangeRole change, RemoveMember remove) {
        this.list = list;
        this.change = change;
        this.remove = remove;
    }

    HttpResponse members(HttpRequest request, Visit visit) {
        request.notes().action("members.list");
        var org = OrganizationsApi.slug(request);
        return switch (request.method()) {
            case "GET", "HEAD" -> {
                var paging = Paging.of("members", org);
                yield switch (list.run(visit, org, paging.slice(request))) {
                    case ListMembers.Outcome.Listed(var page) ->
                        HttpResponse.json(
                                200,
                                JsonText.of(json -> json.objects("items", page.items(), OrganizationText::write)
                                        .text("next", paging.next(page))));
                    case ListMembers.Outcome.Refused(var why) -> Problem.of(why).answer(request);
                };
            }
            default -> Problem.methodNotAllowed("GET").answer(request);
        };
    }

    HttpResponse member(HttpRequest request, Visit visit) {
        var org = OrganizationsApi.slug(request);
        return switch (request.method()) {
            case "PATCH" -> change(request, visit, org);
            case "DELETE" -> remove(request, visit, org);
            default -> Problem.methodNotAllowed("PATCH, DELETE").answer(request);
        };
    }

    private HttpResponse change(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("member.change");
        var handle = new Handle(request.parameter("handle"));
        var role = Role.named(JsonBody.of(request, "role").text("role"));
        return switch (change.run(visit, org, handle, role)) {
            case ChangeRole.Outcome.Changed(var member) ->
                HttpResponse.json(200, JsonText.of(json -> OrganizationText.write(json, member)));
            case ChangeRole.Outcome.NoSuchMember _ ->
                OrganizationProblems.noSuchMember(handle, org).answer(request);
            case ChangeRole.Outcome.AboveOneself(var above) ->
                OrganizationProblems.aboveOneself(above).answer(request);
            case ChangeRole.Outcome.LastOwner _ ->
                OrganizationProblems.lastOwner(org).answer(request);
            case ChangeRole.Outcome.NoSeatLeft _ ->
                OrganizationProblems.noSeatLeft(org).answer(request);
            case ChangeRole.Outcome.BreakGlass(var owner) ->
                OrganizationProblems.breakGlass(owner).answer(request);
            case ChangeRole.Outcome.Busy _ -> OrganizationProblems.busy().answer(request);
            case ChangeRole.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private HttpResponse remove(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("member.remove");
        var handle = new Handle(request.parameter("handle"));
        return switch (remove.run(visit, org, handle)) {
            case RemoveMember.Outcome.Removed _ -> HttpResponse.empty(204);
            case RemoveMember.Outcome.NoSuchMember _ ->
                OrganizationProblems.noSuchMember(handle, org).answer(request);
            case RemoveMember.Outcome.AboveOneself(var above) ->
                OrganizationProblems.aboveOneself(above).answer(request);
            case RemoveMember.Outcome.LastOwner _ ->
                OrganizationProblems.lastOwner(org).answer(request);
            case RemoveMember.Outcome.BreakGlass(var owner) ->
                OrganizationProblems.breakGlass(owner).answer(request);
            case RemoveMember.Outcome.Busy _ -> OrganizationProblems.busy().answer(request);
            case RemoveMember.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }
}
