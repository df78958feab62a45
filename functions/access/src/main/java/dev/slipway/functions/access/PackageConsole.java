package dev.slipway.functions.access;

import dev.slipway.access.PackageRole;
import dev.slipway.access.TeamName;
import dev.slipway.access.Visibility;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.web.Chrome;
import dev.slipway.adapters.web.Field;
import dev.slipway.adapters.web.PackagePage;
import dev.slipway.audit.Visit;
import dev.slipway.console.Shown;
import dev.slipway.kernel.Handle;
import dev.slipway.packages.ChangeVisibility;
import dev.slipway.packages.GrantAccess;
import dev.slipway.packages.NameCollaborator;
import dev.slipway.packages.PackageName;
import dev.slipway.packages.RemoveCollaborator;
import dev.slipway.packages.ShareInPool;
import dev.slipway.packages.ShowPackage;
import dev.slipway.packages.WithdrawGrant;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// One package, `/console/organizations/{org}/packages/{name}`.
final class PackageConsole {

    private final Access access;
    private final PackagesConsole list;

    PackageConsole(Access access, PackagesConsole list) {
        this.access = access;
        this.list = list;
    }

    /// What the page says besides what is there.
    ///
    /// @param said above everything else
    /// @param person,guest what stands in the fields
    private record View(int status, UnaryOperator<Chrome> said, Field person, Field guest) {

        static final View PLAIN = new View(200, chrome -> chrome, Field.EMPTY, Field.EMPTY);

        static View problem(Problem problem) {
            return new View(problem.status(), chrome -> chrome.withProblem(problem.detail()), Field.EMPTY, Field.EMPTY);
        }
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        request.notes().action("console.package");
        return Shown.answer(request, visit, shown -> show(shown, PackagesApi.name(request), View.PLAIN), form -> {
            var name = PackagesApi.name(request);
            return switch (form.field("act")) {
                case "visibility" -> visibility(form, name);
                case "share-pool" -> pool(form, name, true);
                case "leave-pool" -> pool(form, name, false);
                case "name-person" -> namePerson(form, name);
                case "remove-person" -> removed(form, name, access.remove().person(form.visit(), name, handle(form)));
                case "name-team" -> nameTeam(form, name);
                case "remove-team" ->
                    removed(form, name, access.remove().team(form.visit(), name, new TeamName(form.field("team"))));
                case "grant" -> grant(form, name);
                case "withdraw" -> withdraw(form, name);
                default -> form.unknown();
            };
        });
    }

    private HttpResponse visibility(Shown.Form form, PackageName name) {
        form.shown().request().notes().action("console.package.visibility");
        var wanted = Visibility.named(form.field("visibility"));
        return switch (access.changeVisibility().run(form.visit(), name, wanted)) {
            case ChangeVisibility.Outcome.Changed _ -> done(name);
            case ChangeVisibility.Outcome.NotFound _ -> again(form, name, AccessProblems.noSuchPackage(name));
            case ChangeVisibility.Outcome.Busy _ -> again(form, name, AccessProblems.busy(name));
            case ChangeVisibility.Outcome.Refused(var why) -> form.shown().refused(why, path(name));
        };
    }

    private HttpResponse pool(Shown.Form form, PackageName name, boolean shared) {
        form.shown().request().notes().action("console.package.pool");
        return switch (access.shareInPool().run(form.visit(), name, shared)) {
            case ShareInPool.Outcome.Changed _ -> done(name);
            case ShareInPool.Outcome.NotFound _ -> again(form, name, AccessProblems.noSuchPackage(name));
            case ShareInPool.Outcome.Busy _ -> again(form, name, AccessProblems.busy(name));
            case ShareInPool.Outcome.Refused(var why) -> form.shown().refused(why, path(name));
        };
    }

    /// Of a member's handle that is none it is said beside the field.
    private HttpResponse namePerson(Shown.Form form, PackageName name) {
        form.shown().request().notes().action("console.package.name");
        var role = PackageRole.named(form.field("role"));
        return switch (access.name().person(form.visit(), name, handle(form), role)) {
            case NameCollaborator.Outcome.PersonNamed _, NameCollaborator.Outcome.TeamNamed _ -> done(name);
            case NameCollaborator.Outcome.Refused(var why) -> form.shown().refused(why, path(name));
            case NameCollaborator.Outcome other -> {
                var problem = PackagesApi.refusal(name, other);
                var typed = Field.of(form.field("handle")).wrong(problem.detail());
                yield show(form.shown(), name, new View(problem.status(), chrome -> chrome, typed, Field.EMPTY));
            }
        };
    }

    private HttpResponse nameTeam(Shown.Form form, PackageName name) {
        form.shown().request().notes().action("console.package.name");
        var team = new TeamName(form.field("team"));
        return switch (access.name().team(form.visit(), name, team, PackageRole.named(form.field("role")))) {
            case NameCollaborator.Outcome.PersonNamed _, NameCollaborator.Outcome.TeamNamed _ -> done(name);
            case NameCollaborator.Outcome.Refused(var why) -> form.shown().refused(why, path(name));
            case NameCollaborator.Outcome other -> again(form, name, PackagesApi.refusal(name, other));
        };
    }

    private HttpResponse removed(Shown.Form form, PackageName name, RemoveCollaborator.Outcome outcome) {
        form.shown().request().notes().action("console.package.remove");
        return switch (outcome) {
            case RemoveCollaborator.Outcome.Removed _ -> done(name);
            case RemoveCollaborator.Outcome.Refused(var why) -> form.shown().refused(why, path(name));
            case RemoveCollaborator.Outcome other -> again(form, name, PackagesApi.refusal(name, other));
        };
    }

    private HttpResponse grant(Shown.Form form, PackageName name) {
        form.shown().request().notes().action("console.package.grant");
        return switch (access.grant().run(form.visit(), name, handle(form))) {
            case GrantAccess.Outcome.Granted _ -> done(name);
            case GrantAccess.Outcome.Refused(var why) -> form.shown().refused(why, path(name));
            case GrantAccess.Outcome other -> {
                var problem = GrantsApi.refusal(name, other);
                var typed = Field.of(form.field("handle")).wrong(problem.detail());
                yield show(form.shown(), name, new View(problem.status(), chrome -> chrome, Field.EMPTY, typed));
            }
        };
    }

    private HttpResponse withdraw(Shown.Form form, PackageName name) {
        form.shown().request().notes().action("console.package.withdraw");
        return switch (access.withdraw().run(form.visit(), name, handle(form))) {
            case WithdrawGrant.Outcome.Withdrawn _ -> done(name);
            case WithdrawGrant.Outcome.Refused(var why) -> form.shown().refused(why, path(name));
            case WithdrawGrant.Outcome other -> again(form, name, GrantsApi.refusal(name, other));
        };
    }

    private static Handle handle(Shown.Form form) {
        return new Handle(form.field("handle").strip());
    }

    private static HttpResponse done(PackageName name) {
        return HttpResponse.seeOther(path(name));
    }

    private HttpResponse again(Shown.Form form, PackageName name, Problem problem) {
        return show(form.shown(), name, View.problem(problem));
    }

    private HttpResponse show(Shown shown, PackageName name, View view) {
        return switch (access.show().run(shown.visit(), name)) {
            case ShowPackage.Outcome.Refused(var why) -> shown.refused(why, path(name));
            case ShowPackage.Outcome.Shown found ->
                list.seat(
                        shown,
                        name.scope(),
                        path(name),
                        (frame, head) -> shown.page(
                                view.status(),
                                new PackagePage(
                                        view.said().apply(frame),
                                        head,
                                        about(found, shown.visit().at()),
                                        found.people().stream()
                                                .map(one ->
                                                        new PackagePage.Person(one.handle(), one.role(), one.member()))
                                                .toList(),
                                        found.teams().stream()
                                                .map(one -> new PackagePage.Team(
                                                        one.name().value(), one.role()))
                                                .toList(),
                                        manage(found, view))));
        };
    }

    private PackagePage.About about(ShowPackage.Outcome.Shown found, Instant at) {
        var head = found.head();
        return new PackagePage.About(
                head.name().local(),
                head.access().visibility(),
                head.access().inPool(),
                head.summary().version(),
                head.summary().description(),
                head.versions(),
                head.createdAt(),
                head.modifiedAt(),
                access.downloads()
                        .run(found, at)
                        .map(counted -> new PackagePage.Downloads(counted.week(), counted.month())));
    }

    private static Optional<PackagePage.Manage> manage(ShowPackage.Outcome.Shown found, View view) {
        return found.guests()
                .map(guests -> new PackagePage.Manage(
                        guests.stream().map(ShowPackage.Guest::handle).toList(),
                        found.otherTeams().stream().map(TeamName::value).toList(),
                        view.person(),
                        Field.EMPTY,
                        view.guest()));
    }

    private static String path(PackageName name) {
        return PackagesConsole.path(name.scope()) + "/" + name.local();
    }
}
