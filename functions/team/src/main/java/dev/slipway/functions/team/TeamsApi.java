package dev.slipway.functions.team;

import dev.slipway.access.Permission;
import dev.slipway.access.TeamName;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.JsonBody;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.adapters.lambda.Paging;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.ChangeTeam;
import dev.slipway.org.CreateTeam;
import dev.slipway.org.DeleteTeam;
import dev.slipway.org.Everywhere;
import dev.slipway.org.ListTeams;
import dev.slipway.org.ShowTeam;
import dev.slipway.org.Team;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Teams by our own API, `/api/v1/orgs/{org}/teams`.
final class TeamsApi {

    private static final String NAME = "name";
    private static final String DESCRIPTION = "description";
    private static final String PERMISSIONS = "permissions";
    private static final String ALL_PACKAGES = "allPackages";

    private final ListTeams list;
    private final ShowTeam show;
    private final CreateTeam create;
    private final ChangeTeam change;
    private final DeleteTeam delete;

    TeamsApi(ListTeams list, ShowTeam show, CreateTeam create, ChangeTeam change, DeleteTeam delete) {
        this.list = list;
        this.show = show;
        this.create = create;
        this.change = change;
        this.delete = delete;
    }

    HttpResponse teams(HttpRequest request, Visit visit) {
        var org = TeamPath.org(request);
        return switch (request.method()) {
            case "GET", "HEAD" -> list(request, visit, org);
            case "POST" -> create(request, visit, org);
            default -> Problem.methodNotAllowed("GET, POST").answer(request);
        };
    }

    private HttpResponse list(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("teams.list");
        var paging = Paging.of("teams", org);
        return switch (list.run(visit, org, paging.slice(request))) {
            case ListTeams.Outcome.Listed(var page) ->
                HttpResponse.json(
                        200,
                        JsonText.of(json -> json.objects("items", page.items(), TeamText::write)
                                .text("next", paging.next(page))));
            case ListTeams.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private HttpResponse create(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("team.create");
        var body = JsonBody.of(request, NAME, DESCRIPTION, PERMISSIONS, ALL_PACKAGES);
        var wish = new CreateTeam.Wish(
                new TeamName(body.text(NAME)),
                body.findText(DESCRIPTION).orElse(""),
                body.findTexts(PERMISSIONS).map(TeamsApi::permissions).orElse(Set.of()),
                body.findText(ALL_PACKAGES).map(Everywhere::named).orElse(new Everywhere(Optional.empty())));
        var outcome = create.run(visit, org, wish);
        return outcome instanceof CreateTeam.Outcome.Created(var team)
                ? HttpResponse.json(201, text(team))
                        .with("location", visit.registry() + "/api/v1/orgs/" + org + "/teams/" + wish.name())
                : TeamAnswers.of(outcome, org).answer(request);
    }

    HttpResponse team(HttpRequest request, Visit visit) {
        var org = TeamPath.org(request);
        return switch (request.method()) {
            case "GET", "HEAD" -> show(request, visit, org);
            case "PATCH" -> change(request, visit, org);
            case "DELETE" -> delete(request, visit, org);
            default -> Problem.methodNotAllowed("GET, PATCH, DELETE").answer(request);
        };
    }

    private HttpResponse show(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("team.read");
        return switch (show.run(visit, org, TeamPath.team(request))) {
            case ShowTeam.Outcome.Shown(var team, var _) -> HttpResponse.json(200, text(team));
            case ShowTeam.Outcome.NoSuchTeam(var name) ->
                TeamProblems.noSuchTeam(name, org).answer(request);
            case ShowTeam.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private HttpResponse change(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("team.change");
        var body = JsonBody.of(request, NAME, DESCRIPTION, PERMISSIONS, ALL_PACKAGES);
        var wish = new ChangeTeam.Wish(
                body.findText(NAME).map(TeamName::new),
                body.findText(DESCRIPTION),
                body.findTexts(PERMISSIONS).map(TeamsApi::permissions),
                body.findText(ALL_PACKAGES).map(Everywhere::named));
        var outcome = change.run(visit, org, TeamPath.team(request), wish);
        return outcome instanceof ChangeTeam.Outcome.Changed(var team)
                ? HttpResponse.json(200, text(team))
                : TeamAnswers.of(outcome, org).answer(request);
    }

    private HttpResponse delete(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("team.delete");
        var outcome = delete.run(visit, org, TeamPath.team(request));
        return outcome instanceof DeleteTeam.Outcome.Deleted
                ? HttpResponse.empty(204)
                : TeamAnswers.of(outcome, org).answer(request);
    }

    private static Set<Permission> permissions(Collection<String> names) {
        return names.stream().map(Permission::carriedByTeams).collect(Collectors.toUnmodifiableSet());
    }

    private static String text(Team team) {
        return JsonText.of(json -> TeamText.write(json, team));
    }
}
