package dev.slipway.functions.team;

import dev.slipway.access.TeamName;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.JsonBody;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Slice;
import dev.slipway.org.AddToTeam;
import dev.slipway.org.CreateTeam;
import dev.slipway.org.DeleteTeam;
import dev.slipway.org.ListTeamMembers;
import dev.slipway.org.ListTeams;
import dev.slipway.org.RemoveFromTeam;
import dev.slipway.org.TeammateName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `npm team` and `pnpm team`. A list goes to npm, which says `format=cli`, as texts, and to pnpm as objects.
final class NpmTeams {

    /// These lists have no pages; each part of one is read as our own lists are.
    private static final int PART = 200;

    private final ListTeams list;
    private final CreateTeam create;
    private final DeleteTeam delete;
    private final ListTeamMembers listMembers;
    private final AddToTeam add;
    private final RemoveFromTeam remove;

    NpmTeams(
            ListTeams list,
            CreateTeam create,
            DeleteTeam delete,
            ListTeamMembers listMembers,
            AddToTeam add,
            RemoveFromTeam remove) {
        this.list = list;
        this.create = create;
        this.delete = delete;
        this.listMembers = listMembers;
        this.add = add;
        this.remove = remove;
    }

    /// `/-/org/{org}/team`
    HttpResponse teams(HttpRequest request, Visit visit) {
        var org = TeamPath.scope(request);
        return switch (request.method()) {
            case "GET", "HEAD" -> list(request, visit, org);
            case "PUT" -> create(request, visit, org);
            default -> Problem.methodNotAllowed("GET, PUT").answer(request);
        };
    }

    private HttpResponse list(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("npm.team.ls");
        var names = new ArrayList<String>();
        var slice = Optional.of(Slice.first(PART));
        while (slice.isPresent()) {
            switch (list.run(visit, org, slice.get())) {
                case ListTeams.Outcome.Listed(var page) -> {
                    page.items().forEach(team -> names.add(team.power().name().value()));
                    slice = page.next().map(next -> new Slice(Optional.of(next), PART));
                }
                case ListTeams.Outcome.Refused(var why) -> {
                    return Problem.of(why).answer(request);
                }
            }
        }
        return names(request, names, org + ":");
    }

    private HttpResponse create(HttpRequest request, Visit visit, OrgSlug org) {
        request.notes().action("npm.team.create");
        var body = JsonBody.ofPackageManager(request);
        var wish = CreateTeam.Wish.of(
                new TeamName(body.text("name")), body.findText("description").orElse(""));
        var outcome = create.run(visit, org, wish);
        return outcome instanceof CreateTeam.Outcome.Created(var team)
                ? HttpResponse.json(
                        201,
                        JsonText.of(
                                json -> json.text("name", team.power().name().value())))
                : TeamAnswers.of(outcome, org).answer(request);
    }

    /// `/-/team/{org}/{team}`
    HttpResponse team(HttpRequest request, Visit visit) {
        request.notes().action("npm.team.destroy");
        var org = TeamPath.scope(request);
        return switch (request.method()) {
            case "DELETE" -> {
                var outcome = delete.run(visit, org, TeamPath.team(request));
                yield outcome instanceof DeleteTeam.Outcome.Deleted
                        ? done()
                        : TeamAnswers.of(outcome, org).answer(request);
            }
            default -> Problem.methodNotAllowed("DELETE").answer(request);
        };
    }

    /// `/-/team/{org}/{team}/user`
    HttpResponse members(HttpRequest request, Visit visit) {
        var org = TeamPath.scope(request);
        var name = TeamPath.team(request);
        return switch (request.method()) {
            case "GET", "HEAD" -> listMembers(request, visit, org, name);
            case "PUT" -> {
                request.notes().action("npm.team.add");
                var outcome = add.run(visit, org, name, mate(request));
                yield outcome instanceof AddToTeam.Outcome.Added
                        ? done()
                        : TeamAnswers.of(outcome, org).answer(request);
            }
            case "DELETE" -> {
                request.notes().action("npm.team.rm");
                var outcome = remove.run(visit, org, name, mate(request));
                yield outcome instanceof RemoveFromTeam.Outcome.Removed
                        ? done()
                        : TeamAnswers.of(outcome, org).answer(request);
            }
            default -> Problem.methodNotAllowed("GET, PUT, DELETE").answer(request);
        };
    }

    private HttpResponse listMembers(HttpRequest request, Visit visit, OrgSlug org, TeamName team) {
        request.notes().action("npm.team.ls");
        var names = new ArrayList<String>();
        var slice = Optional.of(Slice.first(PART));
        while (slice.isPresent()) {
            switch (listMembers.run(visit, org, team, slice.get())) {
                case ListTeamMembers.Outcome.Listed(var _, var page) -> {
                    page.items().forEach(mate -> names.add(mate.name().toString()));
                    slice = page.next().map(next -> new Slice(Optional.of(next), PART));
                }
                case ListTeamMembers.Outcome.NoSuchTeam _ -> {
                    return TeamProblems.noSuchTeam(team, org).answer(request);
                }
                case ListTeamMembers.Outcome.Refused(var why) -> {
                    return Problem.of(why).answer(request);
                }
            }
        }
        return names(request, names.stream().sorted().toList(), "");
    }

    private static TeammateName mate(HttpRequest request) {
        return TeammateName.of(JsonBody.ofPackageManager(request).text("user"));
    }

    /// @param before what npm wants in front of each
    private static HttpResponse names(HttpRequest request, List<String> names, String before) {
        var forNpm = request.query("format").filter("cli"::equals).isPresent();
        return HttpResponse.json(
                200,
                forNpm
                        ? JsonText.listOf(
                                names.stream().map(name -> before + name).toList())
                        : JsonText.listOf(names, (json, name) -> json.text("name", name)));
    }

    /// Both read an answer's body as JSON, whatever it says.
    private static HttpResponse done() {
        return HttpResponse.json(200, "{}");
    }
}
