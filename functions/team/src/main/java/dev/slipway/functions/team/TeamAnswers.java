package dev.slipway.functions.team;

import dev.slipway.adapters.lambda.Problem;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.AddToTeam;
import dev.slipway.org.ChangeTeam;
import dev.slipway.org.CreateTeam;
import dev.slipway.org.DeleteTeam;
import dev.slipway.org.RemoveFromTeam;

/// What each use case about teams says that did not do what was asked. Our API, npm's commands and the pages all say
/// the same of it.
final class TeamAnswers {

    private TeamAnswers() {}

    static Problem of(CreateTeam.Outcome outcome, OrgSlug org) {
        return switch (outcome) {
            case CreateTeam.Outcome.Created _ -> throw done();
            case CreateTeam.Outcome.NameTaken(var name) -> TeamProblems.nameTaken(name, org);
            case CreateTeam.Outcome.TooMany _ -> TeamProblems.tooMany(org);
            case CreateTeam.Outcome.BeyondOneself(var lacking) -> TeamProblems.beyondOneself(lacking);
            case CreateTeam.Outcome.Busy _ -> TeamProblems.busy();
            case CreateTeam.Outcome.Refused(var why) -> Problem.of(why);
        };
    }

    static Problem of(ChangeTeam.Outcome outcome, OrgSlug org) {
        return switch (outcome) {
            case ChangeTeam.Outcome.Changed _ -> throw done();
            case ChangeTeam.Outcome.NoSuchTeam(var name) -> TeamProblems.noSuchTeam(name, org);
            case ChangeTeam.Outcome.NameTaken(var name) -> TeamProblems.nameTaken(name, org);
            case ChangeTeam.Outcome.BuiltIn(var team) -> TeamProblems.builtIn(team);
            case ChangeTeam.Outcome.BeyondOneself(var lacking) -> TeamProblems.beyondOneself(lacking);
            case ChangeTeam.Outcome.Busy _ -> TeamProblems.busy();
            case ChangeTeam.Outcome.Refused(var why) -> Problem.of(why);
        };
    }

    static Problem of(DeleteTeam.Outcome outcome, OrgSlug org) {
        return switch (outcome) {
            case DeleteTeam.Outcome.Deleted _ -> throw done();
            case DeleteTeam.Outcome.NoSuchTeam(var name) -> TeamProblems.noSuchTeam(name, org);
            case DeleteTeam.Outcome.BuiltIn(var team) -> TeamProblems.builtIn(team);
            case DeleteTeam.Outcome.BeyondOneself(var lacking) -> TeamProblems.beyondOneself(lacking);
            case DeleteTeam.Outcome.Busy _ -> TeamProblems.busy();
            case DeleteTeam.Outcome.Refused(var why) -> Problem.of(why);
        };
    }

    static Problem of(AddToTeam.Outcome outcome, OrgSlug org) {
        return switch (outcome) {
            case AddToTeam.Outcome.Added _ -> throw done();
            case AddToTeam.Outcome.NoSuchTeam(var name) -> TeamProblems.noSuchTeam(name, org);
            case AddToTeam.Outcome.NoSuchTeammate(var name) -> TeamProblems.noSuchTeammate(name, org);
            case AddToTeam.Outcome.BuiltIn(var team) -> TeamProblems.builtIn(team);
            case AddToTeam.Outcome.TakesNoSeat(var handle) -> TeamProblems.takesNoSeat(handle);
            case AddToTeam.Outcome.Oneself(var name) -> TeamProblems.oneself(name);
            case AddToTeam.Outcome.BeyondOneself(var lacking) -> TeamProblems.beyondOneself(lacking);
            case AddToTeam.Outcome.TooMany(var name) -> TeamProblems.tooManyOf(name);
            case AddToTeam.Outcome.Busy _ -> TeamProblems.busy();
            case AddToTeam.Outcome.Refused(var why) -> Problem.of(why);
        };
    }

    static Problem of(RemoveFromTeam.Outcome outcome, OrgSlug org) {
        return switch (outcome) {
            case RemoveFromTeam.Outcome.Removed _ -> throw done();
            case RemoveFromTeam.Outcome.NoSuchTeam(var name) -> TeamProblems.noSuchTeam(name, org);
            case RemoveFromTeam.Outcome.NoSuchTeammate(var name) -> TeamProblems.noSuchTeammate(name, org);
            case RemoveFromTeam.Outcome.BuiltIn(var team) -> TeamProblems.builtIn(team);
            case RemoveFromTeam.Outcome.ByRole(var name) -> TeamProblems.byRole(name);
            case RemoveFromTeam.Outcome.BeyondOneself(var lacking) -> TeamProblems.beyondOneself(lacking);
            case RemoveFromTeam.Outcome.Busy _ -> TeamProblems.busy();
            case RemoveFromTeam.Outcome.Refused(var why) -> Problem.of(why);
        };
    }

    private static IllegalStateException done() {
        return new IllegalStateException("nothing stood against it");
    }
}
