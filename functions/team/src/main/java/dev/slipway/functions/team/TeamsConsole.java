package dev.slipway.functions.team;

import dev.slipway.access.TeamName;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Paging;
import dev.slipway.adapters.web.Field;
import dev.slipway.adapters.web.TeamsPage;
import dev.slipway.audit.Visit;
import dev.slipway.console.OrganizationDesk;
import dev.slipway.console.Shown;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.CreateTeam;
import dev.slipway.org.ListTeams;
import dev.slipway.org.Team;

/// The teams of an organization, `/console/organizations/{org}/teams`.
final class TeamsConsole {

    private final ListTeams list;
    private final CreateTeam create;
    private final OrganizationDesk desk;

    TeamsConsole(ListTeams list, CreateTeam create, OrganizationDesk desk) {
        this.list = list;
        this.create = create;
        this.desk = desk;
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        request.notes().action("console.teams");
        return Shown.answer(
                request,
                visit,
                shown -> show(shown, View.of(TeamPath.org(request))),
                form -> form.field("act").equals("create") ? create(form, TeamPath.org(request)) : form.unknown());
    }

    /// What stands on the page besides what is read for it.
    private record View(OrgSlug org, OrganizationDesk.Message message, Field name, Field description) {

        static View of(OrgSlug org) {
            return new View(org, OrganizationDesk.Message.NONE, Field.EMPTY, Field.EMPTY);
        }
    }

    /// What it gives is chosen on the team's own page, which comes next.
    private HttpResponse create(Shown.Form form, OrgSlug org) {
        form.shown().request().notes().action("console.teams.create");
        var name = Field.of(form.field("name").strip());
        var description = Field.of(form.field("description"));
        CreateTeam.Wish wish;
        CreateTeam.Outcome outcome;
        try {
            wish = CreateTeam.Wish.of(new TeamName(name.value()), description.value());
            outcome = create.run(form.visit(), org, wish);
        } catch (Malformed e) {
            var ofName = e.code().equals("invalid_team");
            var message = new OrganizationDesk.Message(400, chrome -> chrome);
            return show(
                    form.shown(),
                    ofName
                            ? new View(org, message, name.wrong(e.sentence()), description)
                            : new View(org, message, name, description.wrong(e.sentence())));
        }
        return switch (outcome) {
            case CreateTeam.Outcome.Created(var team) ->
                HttpResponse.seeOther(path(org) + "/" + team.power().name());
            case CreateTeam.Outcome.Refused(var why) -> form.shown().refused(why, path(org));
            case CreateTeam.Outcome.NameTaken _ -> {
                var problem = TeamAnswers.of(outcome, org);
                yield show(
                        form.shown(),
                        new View(org, OrganizationDesk.Message.of(problem), name.wrong(problem.detail()), description));
            }
            case CreateTeam.Outcome.TooMany _, CreateTeam.Outcome.BeyondOneself _, CreateTeam.Outcome.Busy _ ->
                show(
                        form.shown(),
                        new View(org, OrganizationDesk.Message.of(TeamAnswers.of(outcome, org)), name, description));
        };
    }

    private HttpResponse show(Shown shown, View view) {
        var org = view.org();
        var paging = Paging.of("teams page", org);
        return switch (list.run(shown.visit(), org, paging.slice(shown.request()))) {
            case ListTeams.Outcome.Refused(var why) -> shown.refused(why, path(org));
            case ListTeams.Outcome.Listed(var page) ->
                desk.seat(
                        shown,
                        org,
                        view.message(),
                        path(org),
                        (frame, head) -> shown.page(
                                view.message().status(),
                                new TeamsPage(
                                        frame,
                                        head,
                                        page.items().stream()
                                                .map(TeamsConsole::row)
                                                .toList(),
                                        view.name(),
                                        view.description(),
                                        paging.next(page))));
        };
    }

    private static TeamsPage.Row row(Team team) {
        return new TeamsPage.Row(
                team.power().name(),
                team.id().builtIn(),
                team.description(),
                team.power().permissions(),
                team.power().everywhere());
    }

    static String path(OrgSlug org) {
        return "/console/organizations/" + org + "/teams";
    }
}
