package dev.slipway.functions.accept;

import dev.slipway.adapters.lambda.Problem;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.AcceptInvitation;

/// Why an invitation can't be accepted, in words for whoever wanted to.
final class AcceptProblems {

    private AcceptProblems() {}

    static Problem gone() {
        return Problem.of(
                410,
                "invitation_gone",
                "Invitation gone",
                "This invitation was used, declined or withdrawn, its time is over, or it never was. Ask whoever invited"
                        + " you, or an admin of the organization, to send it again.");
    }

    static Problem alreadyMember(OrgSlug org) {
        return Problem.of(
                        409,
                        "already_member",
                        "Already a member",
                        "You are a member of @" + org + " already: nothing is left to do.")
                .with("organization", org.value());
    }

    static Problem of(AcceptInvitation.Outcome.NobodyStandsBehind nobody) {
        return Problem.of(
                        409,
                        "nobody_stands_behind",
                        "Nobody stands behind it",
                        "Whoever invited you may not let anybody into @" + nobody.org()
                                + " as " + nobody.role().wireName()
                                + " any more. Ask an owner or admin of @" + nobody.org()
                                + " to send the invitation again.")
                .with("organization", nobody.org().value());
    }

    static Problem addressTaken(Email address) {
        return Problem.of(
                409,
                "address_taken",
                "Another account's address",
                "This invitation was sent to " + address
                        + ", which belongs to another account. Sign in with that address to accept it, or have another one"
                        + " invited.");
    }

    static Problem busy() {
        return Problem.of(
                503, "busy", "Busy", "This invitation was changed by somebody else at the same moment: try again.");
    }
}
