package dev.slipway.functions.organization;

import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Malformed;
import dev.slipway.org.ManageOrganizations;
import dev.slipway.org.Member;
import dev.slipway.org.Organization;
import dev.slipway.org.RemoveMember;
import java.util.List;

/// `/api/admin/orgs`: our own API once more, in the shape that tools for other registries know.
///
/// Nobody is admin of a whole deployment, so each sees what they belong to. An organization's id is its slug, and a
/// member's their handle; the id of their account does as well. There is no logo.
final class AdminApi {

    private static final int USUAL = 20;
    private static final int MOST = 100;
    private static final int LAST_PAGE = 1_000_000;

    private final ManageOrganizations manage;
    private final RemoveMember remove;

    AdminApi(ManageOrganizations manage, RemoveMember remove) {
        this.manage = manage;
        this.remove = remove;
    }

    HttpResponse organizations(HttpRequest request, Visit visit) {
        request.notes().action("admin.organizations.list");
        return request.method().equals("GET") || request.method().equals("HEAD")
                ? list(request, visit)
                : Problem.methodNotAllowed("GET").answer(request);
    }

    private HttpResponse list(HttpRequest request, Visit visit) {
        int limit = between(request, "limit", USUAL, MOST);
        int page = between(request, "page", 1, LAST_PAGE);
        return switch (manage.all(visit)) {
            case ManageOrganizations.Outcome.Listed(var all) ->
                HttpResponse.json(
                        200,
                        JsonText.of(json -> json.objects("orgs", part(all, page, limit), AdminApi::write)
                                .number("total", all.size())
                                .number("page", page)
                                .number("limit", limit)));
            case ManageOrganizations.Outcome.Shown _ -> throw new IllegalStateException("this is a list");
            case ManageOrganizations.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private static List<Organization> part(List<Organization> all, int page, int limit) {
        return all.stream().skip((page - 1L) * limit).limit(limit).toList();
    }

    private static int between(HttpRequest request, String name, int usual, int most) {
        int number = request.number(name, usual);
        if (number < 1 || number > most) {
            throw new Malformed("invalid_limit", "\"" + name + "\" must be 1 to " + most + ".");
        }
        return number;
    }

    HttpResponse organization(HttpRequest request, Visit visit) {
        request.notes().action("admin.organization.show");
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Problem.methodNotAllowed("GET").answer(request);
        }
        return switch (manage.one(visit, OrganizationsApi.slug(request))) {
            case ManageOrganizations.Outcome.Shown(var organization, var members) ->
                HttpResponse.json(200, JsonText.of(json -> {
                    write(json, organization);
                    json.number("memberCount", members.size()).objects("members", members, AdminApi::write);
                }));
            case ManageOrganizations.Outcome.Listed _ -> throw new IllegalStateException("this is one");
            case ManageOrganizations.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    HttpResponse member(HttpRequest request, Visit visit) {
        request.notes().action("admin.member.remove");
        if (!request.method().equals("DELETE")) {
            return Problem.methodNotAllowed("DELETE").answer(request);
        }
        var org = OrganizationsApi.slug(request);
        var member = request.parameter("memberId");
        // A handle has no capital letters, and the id of an account has some.
        var outcome = member.chars().anyMatch(Character::isUpperCase)
                ? remove.run(visit, org, new AccountId(member))
                : remove.run(visit, org, new Handle(member));
        return switch (outcome) {
            case RemoveMember.Outcome.Removed _ ->
                HttpResponse.json(200, JsonText.of(json -> json.flag("success", true)));
            case RemoveMember.Outcome.NoSuchMember(var whom) ->
                OrganizationProblems.noSuchMember(whom, org).answer(request);
            case RemoveMember.Outcome.AboveOneself(var above) ->
                OrganizationProblems.aboveOneself(above).answer(request);
            case RemoveMember.Outcome.BreakGlass(var owner) ->
                OrganizationProblems.breakGlass(owner).answer(request);
            case RemoveMember.Outcome.LastOwner _ ->
                OrganizationProblems.lastOwner(org).answer(request);
            case RemoveMember.Outcome.Busy _ -> OrganizationProblems.busy().answer(request);
            case RemoveMember.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private static void write(JsonText json, Organization organization) {
        json.text("id", organization.slug().value())
                .text("name", organization.displayName())
                .text("slug", organization.slug().value())
                .instant("createdAt", organization.createdAt());
    }

    private static void write(JsonText json, Member member) {
        json.text("id", member.person().handle().value())
                .text("userId", member.person().id().value())
                .text("role", member.role().wireName())
                .instant("createdAt", member.joinedAt());
    }
}
