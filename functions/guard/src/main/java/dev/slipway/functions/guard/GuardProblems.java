package dev.slipway.functions.guard;

import dev.slipway.access.Means;
import dev.slipway.access.Role;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Malformed;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.SubjectName;

/// What stands against a change of the door, or an explanation, in words for whoever wanted it.
final class GuardProblems {

    private GuardProblems() {}

    static Problem listLocksYouOut(String address) {
        return Problem.of(
                        409,
                        "locks_you_out",
                        "This would lock you out",
                        "Nothing was saved: your own address, " + address
                                + ", is in none of these ranges. Add one that it is in.")
                .with("address", address);
    }

    static Problem ruleLocksYouOut(Means means) {
        return Problem.of(
                        409,
                        "locks_you_out",
                        "This would lock you out",
                        "Nothing was saved: you have signed in by " + means.shownName()
                                + " yourself. Sign in as the rule wants it first, or name yourself as the owner for"
                                + " whom it doesn't hold.")
                .with("means", means.value());
    }

    static Problem noOwner(Handle handle, OrgSlug org) {
        return Problem.of(
                409,
                "break_glass_no_owner",
                "Not an owner",
                handle + " is no owner of @" + org
                        + ": the one for whom the rule doesn't hold must be, so that they can change it.");
    }

    static Problem openToAnybody(Means issuer) {
        return Problem.of(
                409,
                "issuer_open_to_anybody",
                "Open to anybody",
                "Anybody can have an account at " + issuer.shownName()
                        + ", so signing in there makes nobody a member. Invite people instead.");
    }

    static Problem notTrusted(String issuer, OrgSlug org) {
        return Problem.of(
                404,
                "issuer_not_trusted",
                "Not trusted",
                "@" + org + " doesn't trust " + Malformed.shown(issuer) + ": there is nothing to take back.");
    }

    static Problem personal(OrgSlug org) {
        return Problem.of(
                        409,
                        "personal_organization",
                        "For one person",
                        "@" + org + " is a personal organization: nobody else becomes a member of it.")
                .with("organization", org.value());
    }

    static Problem aboveOneself(Role role) {
        return Problem.of(
                        403,
                        "role_above_own",
                        "Above your own role",
                        "Nobody gives a role above their own: ask somebody who is at least \"" + role.wireName()
                                + "\".")
                .with("role", role.wireName());
    }

    static Problem noSuchSubject(SubjectName name) {
        return Problem.of(
                404,
                "subject_not_found",
                "Nobody of that name",
                switch (name) {
                    case SubjectName.OfPerson(var handle) -> "Nobody has the handle " + handle + ".";
                    case SubjectName.OfServiceAccount(var service) ->
                        "The organization has no service account " + service + ".";
                    case SubjectName.OfTeam(var team) -> "The organization has no team " + team + ".";
                });
    }

    static Problem noSuchPackage(String pkg) {
        return Problem.of(404, "package_not_found", "No such package", "Nothing is published as " + pkg + ".");
    }

    /// 503 and not 409: it is worth a retry.
    static Problem busy() {
        return Problem.of(503, "busy", "Busy", "Too many are changing this organization at this moment: try again.");
    }
}
