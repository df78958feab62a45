package dev.slipway.functions.machine;

import dev.slipway.access.ServiceAccountName;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;

/// What stands against a service account or a machine token, in words for whoever wanted it.
final class MachineProblems {

    private MachineProblems() {}

    static Problem nameTaken(ServiceAccountName name, OrgSlug org) {
        return Problem.of(
                409,
                "service_account_exists",
                "Name taken",
                "@" + org + " has a service account " + name + " already: choose another name.");
    }

    static Problem tooManyAccounts(int most, OrgSlug org) {
        return Problem.of(
                409,
                "too_many_service_accounts",
                "Too many service accounts",
                "@" + org + " has " + most + " service accounts, which is as many as there can be: delete one that is"
                        + " not needed.");
    }

    static Problem noSuchAccount(ServiceAccountName name, OrgSlug org) {
        return Problem.of(
                404,
                "service_account_not_found",
                "No such service account",
                "There is no service account " + name + " in @" + org + ".");
    }

    static Problem tooManyTokens(int most, OrgSlug org) {
        return Problem.of(
                409,
                "too_many_machine_tokens",
                "Too many machine tokens",
                "@" + org + " has " + most + " machine tokens that work, which is as many as there can be: revoke those"
                        + " that are not needed.");
    }

    static Problem beyondItsMaker() {
        return Problem.of(
                403,
                "token_beyond_maker",
                "Beyond yourself",
                "This token could do what you can't: for the organization you make tokens within your own role, and for a"
                        + " service account only if you are of all of its teams. Ask an admin.");
    }

    static Problem noSuchToken(OrgSlug org) {
        return Problem.of(
                404,
                "token_not_found",
                "No such token",
                "@" + org + " has no such machine token: it was revoked before, or never was.");
    }

    static Problem noSuchMember(Handle handle, OrgSlug org) {
        return Problem.of(
                404, "member_not_found", "No such member", "There is no member " + handle + " in @" + org + ".");
    }
}
