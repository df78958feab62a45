package dev.slipway.functions.invite;

import dev.slipway.access.Role;
import dev.slipway.access.TeamName;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Invitation;
import dev.slipway.org.InviteMembers;
import java.util.Locale;

/// Why somebody is not invited, in words for whoever wanted to.
final class InviteProblems {

    private InviteProblems() {}

    /// The one address of a call.
    static Problem of(InviteMembers.Result result) {
        var sentence = sentence(result);
        return switch (result.what()) {
            case INVITED, DUPLICATE -> throw new IllegalStateException("no refusal of a single address");
            case ALREADY_INVITED -> Problem.of(409, "already_invited", "Already invited", sentence);
            case ALREADY_MEMBER -> Problem.of(409, "already_member", "Already a member", sentence);
            case OWN_ADDRESS -> Problem.of(409, "own_address", "Your own address", sentence);
            case NO_SEAT_LEFT -> Problem.of(409, "no_seat_left", "No seat left", sentence);
            case POOL_FULL -> Problem.of(409, "pool_full", "No place in the Pool left", sentence);
            case MALFORMED -> Problem.of(400, "invalid_email", "Unusable request", sentence);
            case TOO_MANY_MAILS -> Problem.of(429, "too_many_mails", "Too many mails", sentence);
        };
    }

    /// What became of an address.
    static String sentence(InviteMembers.Result result) {
        return switch (result.what()) {
            case INVITED ->
                result.offer()
                                .map(InviteMembers.Offer::mail)
                                .filter(Invitation.Mail.SENT::equals)
                                .isPresent()
                        ? "Invited."
                        : "Invited, but the mail could not be sent: send it again in a while.";
            case ALREADY_INVITED -> "An invitation to this address is open: send it again, or revoke it first.";
            case ALREADY_MEMBER -> "This address is a member's already.";
            case OWN_ADDRESS -> "This is an address of your own.";
            case NO_SEAT_LEFT ->
                "No seat is left: members and open invitations hold them all. Revoke an invitation, or add seats.";
            case POOL_FULL ->
                "No place in the Pool is left: members and open invitations hold them all. Take one away, add pool seats, or"
                        + " invite without one.";
            case MALFORMED -> "This is not an e-mail address such as ada@example.com.";
            case DUPLICATE -> "This address stands in the list more than once; it counts once.";
            case TOO_MANY_MAILS ->
                "So many invitations went to this address today that it gets no more until tomorrow.";
        };
    }

    static Problem aboveOneself(Role role) {
        return Problem.of(
                        403,
                        "role_above_own",
                        "Above your own role",
                        "Nobody gives a role above their own: ask an owner to deal with offers of the role \""
                                + role.wireName() + "\".")
                .with("role", role.wireName());
    }

    static Problem teamsByAdmins() {
        return Problem.of(
                403,
                "teams_by_admins",
                "Teams by admins alone",
                "Admins and owners alone add people to teams by an invitation: invite without teams, or ask one of them.");
    }

    static Problem noSuchTeam(TeamName name, OrgSlug org) {
        return Problem.of(404, "team_not_found", "No such team", "There is no team " + name + " in @" + org + ".");
    }

    static Problem personal(OrgSlug org) {
        return Problem.of(
                        409,
                        "personal_organization",
                        "A personal organization",
                        "@" + org
                                + " is one person's own and has no other members: found a company to work with others.")
                .with("organization", org.value());
    }

    static Problem noSuchAccount(Handle handle) {
        return Problem.of(
                404,
                "account_not_found",
                "No such account",
                "Nobody here is called " + handle + ": invite them by their e-mail address, and they make an account on"
                        + " the way.");
    }

    static Problem noAddress(Handle handle) {
        return Problem.of(
                409,
                "no_address",
                "No address",
                handle + " has no verified e-mail address that the invitation could be sent to: ask them to add one.");
    }

    static Problem noSuchMember(Handle handle, OrgSlug org) {
        return Problem.of(
                404, "member_not_found", "No such member", "There is no member " + handle + " in @" + org + ".");
    }

    static Problem lastOwner(OrgSlug org) {
        return Problem.of(
                        409,
                        "last_owner",
                        "Last owner",
                        "@" + org + " must have an owner: make another member owner first, or delete the organization.")
                .with("organization", org.value());
    }

    static Problem breakGlass(Handle handle) {
        return Problem.of(
                409,
                "break_glass",
                "The sign-in rule names them",
                handle + " is the owner for whom the sign-in rule doesn't hold, and stays one as long as it names them:"
                        + " name another owner there first.");
    }

    static Problem noSeatLeft(OrgSlug org) {
        return Problem.of(
                        409,
                        "no_seat_left",
                        "No seat left",
                        "No seat is left in @" + org
                                + ": members and open invitations hold them all. Free one, or add seats.")
                .with("organization", org.value());
    }

    /// 503 and not 409: it is worth a retry.
    static Problem organizationBusy() {
        return Problem.of(503, "busy", "Busy", "Too many are changing this organization at this moment: try again.");
    }

    static Problem keyReused() {
        return Problem.of(
                422,
                "idempotency_key_reused",
                "Key used before",
                "This Idempotency-Key came with another request before: use a new key for each request, and the same one"
                        + " only to send the same request again.");
    }

    static Problem stillRunning() {
        return Problem.of(
                409,
                "request_still_running",
                "Still running",
                "A request with this Idempotency-Key is running at this moment: ask again in a few seconds.");
    }

    static Problem noSuchInvitation() {
        return Problem.of(
                404,
                "invitation_not_found",
                "No such invitation",
                "The organization never made an invitation with this id.");
    }

    static Problem ended(Invitation.Fate fate) {
        var word = fate.name().toLowerCase(Locale.ROOT);
        return Problem.of(
                        409,
                        "invitation_ended",
                        "Invitation over",
                        switch (fate) {
                            case ACCEPTED -> "This invitation was accepted.";
                            case DECLINED ->
                                "This invitation was declined: invite the address again, if you still want to.";
                            case REVOKED ->
                                "This invitation was revoked: invite the address again, if you still want to.";
                            case EXPIRED -> "This invitation has run out: invite the address again.";
                        })
                .with("fate", word);
    }

    static Problem busy() {
        return Problem.of(
                503, "busy", "Busy", "This invitation was changed by somebody else at the same moment: try again.");
    }
}
