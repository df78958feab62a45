package dev.slipway.functions.team;

import dev.slipway.access.Permission;
import dev.slipway.access.TeamId;
import dev.slipway.access.TeamName;
import dev.slipway.access.Teams;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Member;
import dev.slipway.org.TeammateName;
import java.util.Set;
import java.util.stream.Collectors;

/// What stands against a change of a team, in words for whoever wanted it.
final class TeamProblems {

    private TeamProblems() {}

    static Problem noSuchTeam(TeamName name, OrgSlug org) {
        return Problem.of(404, "team_not_found", "No such team", "There is no team " + name + " in @" + org + ".");
    }

    static Problem nameTaken(TeamName name, OrgSlug org) {
        return Problem.of(
                409,
                "team_name_taken",
                "Team name taken",
                "@" + org + " has a team " + name + " already: choose another name.");
    }

    static Problem tooMany(OrgSlug org) {
        return Problem.of(
                409,
                "too_many_teams",
                "Too many teams",
                "@" + org + " has " + Teams.MOST + " teams, which is as many as there can be: delete one first.");
    }

    static Problem builtIn(TeamId team) {
        return Problem.of(
                409,
                "team_built_in",
                "Built-in team",
                team.equals(TeamId.EVERYONE)
                        ? "The team everyone is of all members: nobody joins or leaves it, and it can be neither renamed"
                                + " nor deleted. What it gives can be changed."
                        : "The team administrators can be neither changed nor deleted. Members can be added to it.");
    }

    static Problem beyondOneself(Set<Permission> lacking) {
        var names = lacking.stream().map(Permission::wireName).sorted().collect(Collectors.joining(", "));
        return Problem.of(
                        403,
                        "team_beyond_oneself",
                        "Beyond yourself",
                        "Nobody gives or takes away what they don't have: this is about " + names
                                + ", which you don't have in all of the organization. Ask an owner or admin.")
                .with("lacking", names);
    }

    static Problem oneself(TeamName name) {
        return Problem.of(
                403,
                "team_for_others",
                "Not yourself",
                "You manage teams by being of one, and so add others to " + name
                        + ", not yourself: ask an owner or admin.");
    }

    static Problem noSuchTeammate(TeammateName name, OrgSlug org) {
        return switch (name) {
            case TeammateName.OfPerson(var handle) ->
                Problem.of(
                        404,
                        "member_not_found",
                        "No such member",
                        "There is no member " + handle + " in @" + org + ". A service account is called service:<name>"
                                + " here.");
            case TeammateName.OfServiceAccount(var account) ->
                Problem.of(
                        404,
                        "service_account_not_found",
                        "No such service account",
                        "There is no service account " + account + " in @" + org + ".");
        };
    }

    /// For what was typed and can be nobody's name.
    static Problem nobodyCalledSo(OrgSlug org) {
        return Problem.of(
                404,
                "member_not_found",
                "No such member",
                "There is no member of that name in @" + org + ". A service account is called service:<name> here.");
    }

    static Problem takesNoSeat(Handle handle) {
        return Problem.of(
                409,
                "takes_no_seat",
                "Takes no seat",
                handle + " is a billing manager, who takes no seat and so can't be of a team: give them another role"
                        + " first.");
    }

    static Problem byRole(TeammateName name) {
        return Problem.of(
                409,
                "administrator_by_role",
                "Administrator by role",
                name + " is an administrator by their role, and stays it for as long as they have it: give them"
                        + " another role.");
    }

    static Problem tooManyOf(TeammateName name) {
        return Problem.of(
                409,
                "too_many_teams_of_member",
                "In too many teams",
                name + " is of " + Member.MOST_TEAMS + " teams, which is as many as anybody can be of: take them out of"
                        + " one first.");
    }

    /// 503 and not 409: it is worth a retry.
    static Problem busy() {
        return Problem.of(503, "busy", "Busy", "Too many are changing this organization at this moment: try again.");
    }
}
