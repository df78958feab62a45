package dev.slipway.functions.team;

import dev.slipway.access.Permission;
import dev.slipway.access.TeamId;
import dev.slipway.access.TeamName;
import dev.slipway.adapters.lambda.HttpRequest;
import dev.slipway.adapters.lambda.HttpResponse;
import dev.slipway.adapters.lambda.Paging;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.adapters.web.Field;
import dev.slipway.audit.Visit;
import dev.slipway.console.OrganizationDesk;
import dev.slipway.console.Shown;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.AddToTeam;
import dev.slipway.org.ChangeTeam;
import dev.slipway.org.DeleteTeam;
import dev.slipway.org.Everywhere;
import dev.slipway.org.ListTeamMembers;
import dev.slipway.org.RemoveFromTeam;
import dev.slipway.org.ShowTeam;
import dev.slipway.org.TeammateName;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One team, `/console/organizations/{org}/teams/{team}`: what it is called, what it gives, and who is of it.
final class TeamConsole {

    private final ShowTeam show;
    private final ChangeTeam change;
    private final DeleteTeam delete;
    private final ListTeamMembers members;
    private final AddToTeam add;
    private final RemoveFromTeam remove;
    private final OrganizationDesk desk;

    TeamConsole(
            ShowTeam show,
            ChangeTeam change,
            DeleteTeam delete,
            ListTeamMembers members,
            AddToTeam add,
            RemoveFromTeam remove,
            OrganizationDesk desk) {
        this.show = show;
        this.change = change;
        this.delete = delete;
        this.members = members;
        this.add = add;
        this.remove = remove;
        this.desk = desk;
    }

    HttpResponse answer(HttpRequest request, Visit visit) {
        request.notes().action("console.team");
        return Shown.answer(
                request, visit, shown -> show(shown, View.of(TeamPath.org(request), TeamPath.team(request))), form -> {
                    var view = View.of(TeamPath.org(request), TeamPath.team(request));
                    return switch (form.field("act")) {
                        case "save" -> save(form, view);
                        case "add" -> add(form, view);
                        case "remove" -> remove(form, view);
                        case "delete" -> delete(form, view);
                        default -> form.unknown();
                    };
                });
    }

    /// What stands on the page besides what is read for it.
    ///
    /// @param typed what was sent, if it wasn't saved
    /// @param newcomer in the form that adds somebody
    record View(OrgSlug org, TeamName team, OrganizationDesk.Message message, Optional<Typed> typed, Field newcomer) {

        record Typed(Field name, Field description, Set<Permission> permissions, Everywhere everywhere) {

            Typed wrong(Malformed e) {
                return switch (e.code()) {
                    case "invalid_team" -> new Typed(name.wrong(e.sentence()), description, permissions, everywhere);
                    case "invalid_description" ->
                        new Typed(name, description.wrong(e.sentence()), permissions, everywhere);
                    default -> this;
                };
            }
        }

        static View of(OrgSlug org, TeamName team) {
            return new View(org, team, OrganizationDesk.Message.NONE, Optional.empty(), Field.EMPTY);
        }

        View with(Problem problem) {
            return new View(org, team, OrganizationDesk.Message.of(problem), typed, newcomer);
        }

        View with(Problem problem, Typed fields) {
            return new View(org, team, OrganizationDesk.Message.of(problem), Optional.of(fields), newcomer);
        }

        View newcomer(String name, Problem problem) {
            return new View(
                    org,
                    team,
                    OrganizationDesk.Message.of(problem),
                    typed,
                    Field.of(name).wrong(problem.detail()));
        }

        String path() {
            return TeamsConsole.path(org) + "/" + team;
        }
    }

    /// The form has a box for each permission that a team can carry. That of a built-in team comes without a name.
    private HttpResponse save(Shown.Form form, View view) {
        form.shown().request().notes().action("console.team.save");
        var name = Optional.ofNullable(form.fields().get("name")).map(String::strip);
        var description = Optional.ofNullable(form.fields().get("description"));
        var permissions = Permission.CARRIED_BY_TEAMS.stream()
                .filter(permission -> form.ticked(permission.wireName()))
                .collect(Collectors.toUnmodifiableSet());
        var everywhere = Everywhere.named(form.field("allPackages"));
        var typed =
                new View.Typed(Field.of(name.orElse("")), Field.of(description.orElse("")), permissions, everywhere);
        ChangeTeam.Outcome outcome;
        try {
            var wish = new ChangeTeam.Wish(
                    name.map(TeamName::new), description, Optional.of(permissions), Optional.of(everywhere));
            outcome = change.run(form.visit(), view.org(), view.team(), wish);
        } catch (Malformed e) {
            return show(form.shown(), view.with(Problem.of(e), typed.wrong(e)));
        }
        return switch (outcome) {
            case ChangeTeam.Outcome.Changed(var team) ->
                HttpResponse.seeOther(View.of(view.org(), team.power().name()).path());
            case ChangeTeam.Outcome.Refused(var why) -> form.shown().refused(why, view.path());
            case ChangeTeam.Outcome.NoSuchTeam _ -> gone(form.shown(), TeamAnswers.of(outcome, view.org()));
            case ChangeTeam.Outcome.NameTaken _,
                    ChangeTeam.Outcome.BuiltIn _,
                    ChangeTeam.Outcome.BeyondOneself _,
                    ChangeTeam.Outcome.Busy _ ->
                show(form.shown(), view.with(TeamAnswers.of(outcome, view.org()), typed));
        };
    }

    private HttpResponse add(Shown.Form form, View view) {
        form.shown().request().notes().action("console.team.add");
        var typed = form.field("member").strip();
        AddToTeam.Outcome outcome;
        try {
            outcome = add.run(form.visit(), view.org(), view.team(), TeammateName.of(typed));
        } catch (Malformed _) {
            return show(form.shown(), view.newcomer(typed, TeamProblems.nobodyCalledSo(view.org())));
        }
        return switch (outcome) {
            case AddToTeam.Outcome.Added _ -> HttpResponse.seeOther(view.path());
            case AddToTeam.Outcome.Refused(var why) -> form.shown().refused(why, view.path());
            case AddToTeam.Outcome.NoSuchTeam _ -> gone(form.shown(), TeamAnswers.of(outcome, view.org()));
            case AddToTeam.Outcome.NoSuchTeammate _,
                    AddToTeam.Outcome.BuiltIn _,
                    AddToTeam.Outcome.TakesNoSeat _,
                    AddToTeam.Outcome.Oneself _,
                    AddToTeam.Outcome.BeyondOneself _,
                    AddToTeam.Outcome.TooMany _,
                    AddToTeam.Outcome.Busy _ ->
                show(form.shown(), view.newcomer(typed, TeamAnswers.of(outcome, view.org())));
        };
    }

    private HttpResponse remove(Shown.Form form, View view) {
        form.shown().request().notes().action("console.team.remove");
        var outcome = remove.run(form.visit(), view.org(), view.team(), TeammateName.of(form.field("member")));
        return switch (outcome) {
            case RemoveFromTeam.Outcome.Removed _ -> HttpResponse.seeOther(view.path());
            case RemoveFromTeam.Outcome.Refused(var why) -> form.shown().refused(why, view.path());
            case RemoveFromTeam.Outcome.NoSuchTeam _ -> gone(form.shown(), TeamAnswers.of(outcome, view.org()));
            case RemoveFromTeam.Outcome.NoSuchTeammate _,
                    RemoveFromTeam.Outcome.BuiltIn _,
                    RemoveFromTeam.Outcome.ByRole _,
                    RemoveFromTeam.Outcome.BeyondOneself _,
                    RemoveFromTeam.Outcome.Busy _ -> show(form.shown(), view.with(TeamAnswers.of(outcome, view.org())));
        };
    }

    private HttpResponse delete(Shown.Form form, View view) {
        form.shown().request().notes().action("console.team.delete");
        var outcome = delete.run(form.visit(), view.org(), view.team());
        return switch (outcome) {
            case DeleteTeam.Outcome.Deleted _ -> HttpResponse.seeOther(TeamsConsole.path(view.org()));
            case DeleteTeam.Outcome.Refused(var why) -> form.shown().refused(why, view.path());
            case DeleteTeam.Outcome.NoSuchTeam _ -> gone(form.shown(), TeamAnswers.of(outcome, view.org()));
            case DeleteTeam.Outcome.BuiltIn _, DeleteTeam.Outcome.BeyondOneself _, DeleteTeam.Outcome.Busy _ ->
                show(form.shown(), view.with(TeamAnswers.of(outcome, view.org())));
        };
    }

    private HttpResponse show(Shown shown, View view) {
        return switch (show.run(shown.visit(), view.org(), view.team())) {
            case ShowTeam.Outcome.Shown found -> show(shown, view, found);
            case ShowTeam.Outcome.NoSuchTeam(var name) -> gone(shown, TeamProblems.noSuchTeam(name, view.org()));
            case ShowTeam.Outcome.Refused(var why) -> shown.refused(why, view.path());
        };
    }

    private HttpResponse show(Shown shown, View view, ShowTeam.Outcome.Shown found) {
        var paging = Paging.of("members page of the team " + view.team(), view.org());
        return switch (members.run(shown.visit(), view.org(), view.team(), paging.slice(shown.request()))) {
            case ListTeamMembers.Outcome.Listed(TeamId _, var page) ->
                desk.seat(
                        shown,
                        view.org(),
                        view.message(),
                        view.path(),
                        (frame, head) -> shown.page(
                                view.message().status(),
                                TeamShown.page(frame, head, view, found, page, paging.next(page))));
            case ListTeamMembers.Outcome.NoSuchTeam(var name) -> gone(shown, TeamProblems.noSuchTeam(name, view.org()));
            case ListTeamMembers.Outcome.Refused(var why) -> shown.refused(why, view.path());
        };
    }

    private static HttpResponse gone(Shown shown, Problem problem) {
        return shown.problem(problem.status(), problem.title(), problem.detail());
    }
}
