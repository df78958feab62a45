package dev.slipway.functions.access;

import dev.slipway.access.PackageRole;
import dev.slipway.access.TeamName;
import dev.slipway.access.Visibility;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.JsonBody;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.npm.AccessDocuments;
import dev.slipway.adapters.npm.Documents;
import dev.slipway.adapters.npm.NpmAccess;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.packages.ChangeVisibility;
import dev.slipway.packages.NameCollaborator;
import dev.slipway.packages.PackageName;
import dev.slipway.packages.ReadVisibility;
import dev.slipway.packages.RemoveCollaborator;
import dev.slipway.packages.ShowPackage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// `npm access` and `npm owner`, and pnpm's commands of that name.
final class NpmRoutes {

    private final Access access;
    private final NpmPackages packages;

    NpmRoutes(Access access) {
        this.access = access;
        this.packages = new NpmPackages(access);
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        return switch (NpmAccess.of(request.method(), request.path())) {
            case NpmAccess.Visibility(var name) -> visibility(request, visit, name, AccessDocuments::visibility);
            case NpmAccess.Status(var name) -> visibility(request, visit, name, AccessDocuments::status);
            case NpmAccess.SetStatus(var name) -> setStatus(about(request, "package.visibility", name), visit, name);
            case NpmAccess.Collaborators(var name) -> collaborators(request, visit, name);
            case NpmAccess.Owners(var name) -> owners(request, visit, name);
            case NpmAccess.AddOwner(var name) -> {
                about(request, "collaborator.name", name);
                var handle = new Handle(JsonBody.ofPackageManager(request).text("user"));
                yield named(request, name, access.name().person(visit, name, handle, PackageRole.OWNER));
            }
            case NpmAccess.RemoveOwner(var name, var handle) -> {
                about(request, "collaborator.remove", name);
                yield removed(request, name, access.remove().person(visit, name, new Handle(handle)));
            }
            case NpmAccess.OfOrganization(var org) -> packages.ofOrganization(request, visit, org);
            case NpmAccess.OfUser(var user) -> packages.ofUser(request, visit, user);
            case NpmAccess.Own _ -> packages.own(request, visit);
            case NpmAccess.OfTeam(var org, var team) ->
                packages.ofTeam(request, visit, new OrgSlug(org), new TeamName(team));
            case NpmAccess.Grant(var org, var team) -> grant(request, visit, new OrgSlug(org), new TeamName(team));
            case NpmAccess.Revoke(var org, var team) -> revoke(request, visit, new OrgSlug(org), new TeamName(team));
            case NpmAccess.User(var user) -> packages.user(request, visit, user);
            case NpmAccess.MethodNotAllowed(var allowed) ->
                Problem.methodNotAllowed(allowed).answer(request);
            case NpmAccess.Unknown _ -> Problem.unknownRoute().answer(request);
        };
    }

    private HttpResponse visibility(
            HttpRequest request, Visit visit, PackageName name, Function<Visibility, String> words) {
        about(request, "package.show", name);
        return switch (access.readVisibility().run(visit, name)) {
            case ReadVisibility.Outcome.Found(var visibility) -> HttpResponse.json(200, words.apply(visibility));
            case ReadVisibility.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private HttpResponse setStatus(HttpRequest request, Visit visit, PackageName name) {
        var body = JsonBody.ofPackageManager(request);
        if (body.has("publish_requires_tfa") || body.has("automation_token_overrides_tfa")) {
            return AccessProblems.noSecondFactor().answer(request);
        }
        var outcome = switch (body.text("access")) {
            case "public" -> access.changeVisibility().run(visit, name, Visibility.PUBLIC);
            case "restricted", "private" -> access.changeVisibility().restrict(visit, name);
            default -> throw new Malformed("invalid_access", "\"access\" must be \"public\" or \"restricted\".");
        };
        return switch (outcome) {
            case ChangeVisibility.Outcome.Changed _ -> HttpResponse.json(200, Documents.done(name.toString()));
            case ChangeVisibility.Outcome.NotFound _ ->
                AccessProblems.noSuchPackage(name).answer(request);
            case ChangeVisibility.Outcome.Busy _ -> AccessProblems.busy(name).answer(request);
            case ChangeVisibility.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    /// npm has a map, and pnpm, which says `format=cli`, a list.
    private HttpResponse collaborators(HttpRequest request, Visit visit, PackageName name) {
        about(request, "collaborators.list", name);
        return switch (access.show().run(visit, name)) {
            case ShowPackage.Outcome.Shown found ->
                HttpResponse.json(
                        200,
                        request.query("format").filter("cli"::equals).isPresent()
                                ? AccessDocuments.collaboratorList(people(found))
                                : AccessDocuments.collaborators(people(found)));
            case ShowPackage.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    /// Those whose role is worth something, and the guests, if the caller may see them and they may come in.
    private static Map<Handle, PackageRole> people(ShowPackage.Outcome.Shown found) {
        var people = new LinkedHashMap<Handle, PackageRole>();
        found.people().stream()
                .filter(ShowPackage.Person::member)
                .forEach(person -> people.put(person.handle(), person.role()));
        if (found.head().access().visibility() == Visibility.ORG) {
            found.guests()
                    .ifPresent(
                            guests -> guests.forEach(guest -> people.putIfAbsent(guest.handle(), PackageRole.READER)));
        }
        return people;
    }

    private HttpResponse owners(HttpRequest request, Visit visit, PackageName name) {
        about(request, "collaborators.list", name);
        return switch (access.show().run(visit, name)) {
            case ShowPackage.Outcome.Shown found ->
                HttpResponse.json(
                        200, AccessDocuments.owners(found.head().access().owners()));
            case ShowPackage.Outcome.Refused(var why) -> Problem.of(why).answer(request);
        };
    }

    private HttpResponse grant(HttpRequest request, Visit visit, OrgSlug org, TeamName team) {
        var body = JsonBody.ofPackageManager(request);
        var name = about(request, "collaborator.name", body);
        if (!name.scope().equals(org)) {
            return AccessProblems.teamElsewhere(org, name).answer(request);
        }
        var outcome = switch (body.text("permissions")) {
            case "read-only" -> access.name().team(visit, name, team, PackageRole.READER);
            case "read-write" -> access.name().teamAtLeast(visit, name, team, PackageRole.MAINTAINER);
            default ->
                throw new Malformed("invalid_permissions", "\"permissions\" must be \"read-only\" or \"read-write\".");
        };
        return named(request, name, outcome);
    }

    private HttpResponse revoke(HttpRequest request, Visit visit, OrgSlug org, TeamName team) {
        var name = about(request, "collaborator.remove", JsonBody.ofPackageManager(request));
        return name.scope().equals(org)
                ? removed(request, name, access.remove().team(visit, name, team))
                : AccessProblems.teamElsewhere(org, name).answer(request);
    }

    private static HttpResponse named(HttpRequest request, PackageName name, NameCollaborator.Outcome outcome) {
        return switch (outcome) {
            case NameCollaborator.Outcome.PersonNamed _, NameCollaborator.Outcome.TeamNamed _ ->
                HttpResponse.json(200, Documents.done(name.toString()));
            case NameCollaborator.Outcome other ->
                PackagesApi.refusal(name, other).answer(request);
        };
    }

    private static HttpResponse removed(HttpRequest request, PackageName name, RemoveCollaborator.Outcome outcome) {
        return switch (outcome) {
            case RemoveCollaborator.Outcome.Removed _ -> HttpResponse.json(200, Documents.done(name.toString()));
            case RemoveCollaborator.Outcome other ->
                PackagesApi.refusal(name, other).answer(request);
        };
    }

    private static PackageName about(HttpRequest request, String action, JsonBody body) {
        var name = PackageName.parse(body.text("package"));
        about(request, action, name);
        return name;
    }

    private static HttpRequest about(HttpRequest request, String action, PackageName name) {
        request.notes().action(action).organization(name.scope());
        return request;
    }
}
