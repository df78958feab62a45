package dev.slipway.functions.team;

import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.adapters.lambda.Paging;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.AddToTeam;
import dev.slipway.org.ListTeamMembers;
import dev.slipway.org.RemoveFromTeam;
import dev.slipway.org.TeammateName;

/// Who is of a team by our own API, `/api/v1/orgs/{org}/teams/{team}/members`.
final class TeamMembersApi {

    private final ListTeamMembers list;
    private final AddToTeam add;
    private final RemoveFromTeam remove;

    TeamMembersApi(ListTeamMembers list, AddToTeam add, RemoveFromTeam remove) {
        this.list = list;
        this.add = add;
        this.remove = remove;
    }

    HttpResponse members(HttpRequest request, Visit visit) {
        request.notes().action("team.members.list");
        var org = TeamPath.org(request);
        return switch (request.method()) {
            case "GET", "HEAD" -> {
                var name = TeamPath.team(request);
                var paging = Paging.of("members of the team " + name, org);
                yield switch (list.run(visit, org, name, paging.slice(request))) {
                    case ListTeamMembers.Outcome.Listed(var _, var page) ->
                        HttpResponse.json(
                                200,
                                JsonText.of(json -> json.objects("items", page.items(), TeamText::write)
                                        .text("next", paging.next(page))));
                    case ListTeamMembers.Outcome.NoSuchTeam _ ->
                        TeamProblems.noSuchTeam(name, org).answer(request);
                    case ListTeamMembers.Outcome.Refused(var why) ->
                        Problem.of(why).answer(request);
                };
            }
            default -> Problem.methodNotAllowed("GET").answer(request);
        };
    }

    HttpResponse member(HttpRequest request, Visit visit) {
        var org = TeamPath.org(request);
        return switch (request.method()) {
            case "PUT" -> {
                request.notes().action("team.member.add");
                yield added(request, org, add.run(visit, org, TeamPath.team(request), mate(request)));
            }
            case "DELETE" -> {
                request.notes().action("team.member.remove");
                yield removed(request, org, remove.run(visit, org, TeamPath.team(request), mate(request)));
            }
            default -> Problem.methodNotAllowed("PUT, DELETE").answer(request);
        };
    }

    private static HttpResponse added(HttpRequest request, OrgSlug org, AddToTeam.Outcome outcome) {
        return outcome instanceof AddToTeam.Outcome.Added
                ? HttpResponse.empty(204)
                : TeamAnswers.of(outcome, org).answer(request);
    }

    private static HttpResponse removed(HttpRequest request, OrgSlug org, RemoveFromTeam.Outcome outcome) {
        return outcome instanceof RemoveFromTeam.Outcome.Removed
                ? HttpResponse.empty(204)
                : TeamAnswers.of(outcome, org).answer(request);
    }

    private static TeammateName mate(HttpRequest request) {
        return TeammateName.of(request.parameter("member"));
    }
}
