package dev.slipway.functions.access;

import dev.slipway.access.TeamName;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.packages.PackageName;

/// What stands against a change of who may touch a package, in words for whoever wanted it.
final class AccessProblems {

    private AccessProblems() {}

    /// For who may manage it, and so may know.
    static Problem noSuchPackage(PackageName name) {
        return Problem.of(404, "not_found", "Not found", "There is no " + name + ", or nothing of it is published.");
    }

    static Problem noSuchMember(Handle handle, OrgSlug org) {
        return Problem.of(
                404,
                "member_not_found",
                "No such member",
                "There is no member " + handle + " in @" + org
                        + ": whoever is outside the organization is given a grant instead.");
    }

    static Problem noSuchAccount(String handle) {
        return Problem.of(
                404,
                "account_not_found",
                "No such account",
                "There is no account " + Malformed.shown(handle) + " in this registry.");
    }

    static Problem noSuchTeam(TeamName team, OrgSlug org) {
        return Problem.of(404, "team_not_found", "No such team", "There is no team " + team + " in @" + org + ".");
    }

    static Problem noSuchCollaborator(String who, PackageName name) {
        return Problem.of(404, "collaborator_not_found", "No such collaborator", who + " has no role in " + name + ".");
    }

    static Problem noSuchGrant(Handle handle, PackageName name) {
        return Problem.of(
                404, "grant_not_found", "No such grant", name + " is not shared with the account " + handle + ".");
    }

    static Problem billingManager(Handle handle, OrgSlug org) {
        return Problem.of(
                409,
                "billing_manager",
                "Billing manager",
                handle + " is a billing manager of @" + org
                        + ", and has no part in its packages: give them another role first.");
    }

    static Problem readerIsForTeams() {
        return Problem.of(
                400,
                "reader_is_for_teams",
                "For teams only",
                "Every member reads the package already: a person is its maintainer or its owner, and only a team can be"
                        + " its reader.");
    }

    static Problem memberAlready(Handle handle, OrgSlug org) {
        return Problem.of(
                409,
                "already_member",
                "Already a member",
                handle + " belongs to @" + org + ": make them a maintainer or owner of the package, or add them to a"
                        + " team.");
    }

    static Problem tooManyCollaborators(PackageName name, int most) {
        return Problem.of(
                409,
                "too_many_collaborators",
                "Too many",
                name + " has " + most + " of these already, which is the most: name a team of many instead of many"
                        + " people, or remove somebody first.");
    }

    static Problem tooManyGrants(PackageName name, int most) {
        return Problem.of(
                409,
                "too_many_grants",
                "Too many grants",
                name + " is shared with " + most + " accounts, which is the most: withdraw a grant first.");
    }

    static Problem teamElsewhere(OrgSlug org, PackageName name) {
        return Problem.of(
                400,
                "team_elsewhere",
                "Team of another organization",
                "A team of @" + org + " can't be given access to " + name + ", which is another organization's.");
    }

    static Problem noSecondFactor() {
        return Problem.of(
                400,
                "unsupported_change",
                "Not supported",
                "This registry has no second factor that a package could ask for.");
    }

    /// 503 and not 409: it is worth a retry.
    static Problem busy(PackageName name) {
        return Problem.of(503, "busy", "Busy", "Too many are changing " + name + " at this moment: try again.");
    }
}
