package dev.slipway.functions.access;

import dev.slipway.access.PackageRole;
import dev.slipway.access.TeamName;
import dev.slipway.access.Visibility;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.JsonBody;
import dev.slipway.adapters.lambda.JsonText;
import dev.slipway.adapters.lambda.Paging;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.packages.ChangeVisibility;
import dev.slipway.packages.ListPackages;
import dev.slipway.packages.NameCollaborator;
import dev.slipway.packages.PackageName;
import dev.slipway.packages.RemoveCollaborator;
import dev.slipway.packages.ShowPackage;

/// Packages and their collaborators by our own API, `/api/v1/orgs/{org}/packages`.
final class PackagesApi {

    private final Access access;

    PackagesApi(Access access) {
        this.access = access;
    }

    static OrgSlug org(HttpRequest request) {
        var org = new OrgSlug(request.parameter("org"));
        request.notes().organization(org);
        return org;
    }

    /// The name behind the slash; the scope is the organization's.
    static PackageName name(HttpRequest request) {
        return PackageName.parse("@" + org(request) + "/" + request.parameter("name"));
    }

    HttpResponse packages(HttpRequest request, Visit visit) {
        request.notes().action("packages.list");
        return switch (request.method()) {
            case "GET", "HEAD" -> {
                var org = org(request);
                var paging = Paging.of("packages", org);
                yield switch (access.list().ofOrganization(visit, org, paging.slice(request))) {
                    case ListPackages.Outcome.Listed(var page) ->
                        HttpResponse.json(
                                200,
                                JsonText.of(json -> json.objects("items", page.items(), AccessText::write)
                                        .text("next", paging.next(page))));
                    case ListPackages.Outcome.NoSuchTeam(var team) ->
                        AccessProblems.noSuchTeam(team, org).answer(request);
                    case ListPackages.Outcome.Refused(var why) ->
                        Problem.of(why).answer(request);
                };
            }
            default -> Problem.methodNotAllowed("GET").answer(request);
        };
    }

    HttpResponse one(HttpRequest request, Visit visit) {
        request.notes().action("package.show");
        return switch (request.method()) {
            case "GET", "HEAD" ->
                switch (access.show().run(visit, name(request))) {
                    case ShowPackage.Outcome.Shown found ->
                        HttpResponse.json(
                                200,
                                JsonText.of(json -> AccessText.write(
                                        json, found, access.downloads().run(found, visit.at()))));
                    case ShowPackage.Outcome.Refused(var why) -> Problem.of(why).answer(request);
                };
            case "PATCH" -> change(request, visit, name(request));
            default -> Problem.methodNotAllowed("GET, PATCH").answer(request);
        };
    }

    private HttpResponse change(HttpRequest request, Visit visit, PackageName name) {
        request.notes().action("package.visibility");
        var visibility = Visibility.named(JsonBody.of(request, "visibility").text("visibility"));
        return switch (access.changeVisibility().run(visit, name, visibility)) {
            case ChangeVisibility.Outcome.Changed(var _, var after) ->
                HttpResponse.json(200, AccessText.visibility(name, after));
            case ChangeVisibility.Outcome.NotFound _ ->
                AccessProblems.noSuchPackage(name).answer(request);
            case ChangeVisibility.Outcome.Busy _ -> AccessProblems.busy(name).answer(request);
            case ChangeVisibility.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    HttpResponse collaborators(HttpRequest request, Visit visit) {
        request.notes().action("collaborators.list");
        return switch (request.method()) {
            case "GET", "HEAD" ->
                switch (access.show().run(visit, name(request))) {
                    case ShowPackage.Outcome.Shown found ->
                        HttpResponse.json(
                                200,
                                JsonText.of(json -> json.objects("people", found.people(), AccessText::write)
                                        .objects("teams", found.teams(), AccessText::write)));
                    case ShowPackage.Outcome.Refused(var why) -> Problem.of(why).answer(request);
                };
            default -> Problem.methodNotAllowed("GET").answer(request);
        };
    }

    HttpResponse person(HttpRequest request, Visit visit) {
        var name = name(request);
        var handle = new Handle(request.parameter("handle"));
        return switch (request.method()) {
            case "PUT" -> {
                request.notes().action("collaborator.name");
                var role = role(request);
                yield named(request, name, access.name().person(visit, name, handle, role));
            }
            case "DELETE" -> {
                request.notes().action("collaborator.remove");
                yield removed(request, name, access.remove().person(visit, name, handle));
            }
            default -> Problem.methodNotAllowed("PUT, DELETE").answer(request);
        };
    }

    HttpResponse team(HttpRequest request, Visit visit) {
        var name = name(request);
        var team = new TeamName(request.parameter("team"));
        return switch (request.method()) {
            case "PUT" -> {
                request.notes().action("collaborator.name");
                var role = role(request);
                yield named(request, name, access.name().team(visit, name, team, role));
            }
            case "DELETE" -> {
                request.notes().action("collaborator.remove");
                yield removed(request, name, access.remove().team(visit, name, team));
            }
            default -> Problem.methodNotAllowed("PUT, DELETE").answer(request);
        };
    }

    private static PackageRole role(HttpRequest request) {
        return PackageRole.named(JsonBody.of(request, "role").text("role"));
    }

    private static HttpResponse named(HttpRequest request, PackageName name, NameCollaborator.Outcome outcome) {
        return switch (outcome) {
            case NameCollaborator.Outcome.PersonNamed(var _, var person, var role) ->
                HttpResponse.json(
                        200,
                        JsonText.of(json -> AccessText.write(
                                json, new ShowPackage.Person(person.id(), person.handle(), role, true))));
            case NameCollaborator.Outcome.TeamNamed(var _, var id, var team, var role) ->
                HttpResponse.json(
                        200, JsonText.of(json -> AccessText.write(json, new ShowPackage.Team(id, team, role))));
            case NameCollaborator.Outcome other -> refusal(name, other).answer(request);
        };
    }

    private static HttpResponse removed(HttpRequest request, PackageName name, RemoveCollaborator.Outcome outcome) {
        return switch (outcome) {
            case RemoveCollaborator.Outcome.Removed _ -> HttpResponse.empty(204);
            case RemoveCollaborator.Outcome other -> refusal(name, other).answer(request);
        };
    }

    /// Why nobody was named.
    static Problem refusal(PackageName name, NameCollaborator.Outcome outcome) {
        return switch (outcome) {
            case NameCollaborator.Outcome.NoSuchMember(var handle) -> AccessProblems.noSuchMember(handle, name.scope());
            case NameCollaborator.Outcome.NoSuchTeam(var team) -> AccessProblems.noSuchTeam(team, name.scope());
            case NameCollaborator.Outcome.BillingOnly(var handle) ->
                AccessProblems.billingManager(handle, name.scope());
            case NameCollaborator.Outcome.ReaderIsForTeams _ -> AccessProblems.readerIsForTeams();
            case NameCollaborator.Outcome.TooMany(var _, var most) -> AccessProblems.tooManyCollaborators(name, most);
            case NameCollaborator.Outcome.NotFound _ -> AccessProblems.noSuchPackage(name);
            case NameCollaborator.Outcome.Busy _ -> AccessProblems.busy(name);
            case NameCollaborator.Outcome.Refused(var why) -> Problem.of(why);
            case NameCollaborator.Outcome.PersonNamed _, NameCollaborator.Outcome.TeamNamed _ ->
                throw new IllegalStateException("that is no refusal");
        };
    }

    /// Why nobody was taken away.
    static Problem refusal(PackageName name, RemoveCollaborator.Outcome outcome) {
        return switch (outcome) {
            case RemoveCollaborator.Outcome.NoSuchPerson(var handle) ->
                AccessProblems.noSuchCollaborator(handle.value(), name);
            case RemoveCollaborator.Outcome.NoSuchTeam(var team) ->
                AccessProblems.noSuchCollaborator("The team " + team, name);
            case RemoveCollaborator.Outcome.NotFound _ -> AccessProblems.noSuchPackage(name);
            case RemoveCollaborator.Outcome.Busy _ -> AccessProblems.busy(name);
            case RemoveCollaborator.Outcome.Refused(var why) -> Problem.of(why);
            case RemoveCollaborator.Outcome.Removed _ -> throw new IllegalStateException("that is no refusal");
        };
    }
}
