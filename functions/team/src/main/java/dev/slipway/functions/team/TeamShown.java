package dev.slipway.functions.team;

import dev.slipway.access.TeamId;
import dev.slipway.adapters.web.Chrome;
import dev.slipway.adapters.web.Field;
import dev.slipway.adapters.web.OrganizationHead;
import dev.slipway.adapters.web.TeamPage;
import dev.slipway.kernel.Page;
import dev.slipway.org.ShowTeam;
import dev.slipway.org.Team;
import dev.slipway.org.Teammate;
import java.util.Optional;

/// The page of a team, from what was read.
final class TeamShown {

    private TeamShown() {}

    static TeamPage page(
            Chrome frame,
            OrganizationHead head,
            TeamConsole.View view,
            ShowTeam.Outcome.Shown found,
            Page<Teammate> members,
            Optional<String> next) {
        var team = found.team();
        var reach = found.reach();
        var everyone = team.id().equals(TeamId.EVERYONE);
        return new TeamPage(
                frame,
                head,
                team.power().name(),
                team.description(),
                team.founding()
                        .map(founding -> new TeamPage.Founding(founding.by().handle(), founding.at())),
                view.typed()
                        .map(typed -> new TeamPage.Power(
                                typed.permissions(), typed.everywhere().role()))
                        .orElseGet(() -> new TeamPage.Power(
                                team.power().permissions(), team.power().everywhere())),
                reach.touch() && !team.id().equals(TeamId.ADMINISTRATORS)
                        ? Optional.of(form(view, team, reach))
                        : Optional.empty(),
                reach.touch() && !everyone ? Optional.of(view.newcomer()) : Optional.empty(),
                members.items().stream()
                        .map(mate -> row(mate, team, reach.touch() && !everyone))
                        .toList(),
                reach.touch() && !team.id().builtIn(),
                next);
    }

    private static TeamPage.Form form(TeamConsole.View view, Team team, ShowTeam.Reach reach) {
        var naming = team.id().builtIn()
                ? Optional.<TeamPage.Naming>empty()
                : Optional.of(view.typed()
                        .map(typed -> new TeamPage.Naming(typed.name(), typed.description()))
                        .orElseGet(() -> new TeamPage.Naming(
                                Field.of(team.power().name().value()), Field.of(team.description()))));
        return new TeamPage.Form(naming, reach.permissions(), reach.everywhere());
    }

    private static TeamPage.Row row(Teammate mate, Team team, boolean removable) {
        var name = mate.name().toString();
        return switch (mate) {
            case Teammate.Person(var member) ->
                new TeamPage.Row(
                        name,
                        Optional.of(member.role()),
                        !member.role().takesSeat(),
                        // Administrators by role have not been added, and so can't be taken out.
                        removable && member.teams().contains(team.id()));
            case Teammate.Machine _ -> new TeamPage.Row(name, Optional.empty(), false, removable);
        };
    }
}
