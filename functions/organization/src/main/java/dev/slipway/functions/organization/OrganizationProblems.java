package dev.slipway.functions.organization;

import dev.slipway.access.Role;
import dev.slipway.adapters.lambda.Problem;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.Transfer;
import java.util.Locale;
import java.util.Optional;

/// What stands against a change of an organization, in words for whoever wanted it.
final class OrganizationProblems {

    private OrganizationProblems() {}

    static Problem slugTaken(OrgSlug slug, Optional<OrgSlug> free) {
        var problem = Problem.of(
                409,
                "slug_taken",
                "Slug taken",
                "@" + slug + " can't be had: it, or one that looks like it, is or was somebody's, or is reserved."
                        + free.map(one -> " @" + one + " is free.").orElse(""));
        return free.map(one -> problem.with("suggestion", one.value())).orElse(problem);
    }

    static Problem noSlugFits() {
        return Problem.of(
                409,
                "no_slug_fits",
                "No slug fits",
                "Every slug that fits this name is taken: choose one yourself, in the field \"slug\".");
    }

    static Problem notConfirmed(OrgSlug org) {
        return Problem.of(
                400,
                "not_confirmed",
                "Not confirmed",
                "Nothing was deleted: type the organization's slug, " + org + ", to confirm.");
    }

    static Problem notDeleted(OrgSlug org) {
        return Problem.of(
                409, "not_deleted", "Not deleted", "@" + org + " is not deleted: there is nothing to restore.");
    }

    static Problem noSuchMember(Handle handle, OrgSlug org) {
        return noSuchMember(handle.value(), org);
    }

    /// @param whom a handle, or the id of an account
    static Problem noSuchMember(String whom, OrgSlug org) {
        return Problem.of(
                404, "member_not_found", "No such member", "There is no member " + whom + " in @" + org + ".");
    }

    static Problem aboveOneself(Role role) {
        return Problem.of(
                        403,
                        "role_above_own",
                        "Above your own role",
                        "Nobody gives or takes away a role above their own: ask an owner to deal with the role \""
                                + role.wireName() + "\".")
                .with("role", role.wireName());
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

    static Problem poolFull(OrgSlug org) {
        return Problem.of(
                        409,
                        "pool_full",
                        "No place in the Pool left",
                        "No place in the Pool is left in @" + org
                                + ": members and open invitations hold them all. Take one away, or add pool seats.")
                .with("organization", org.value());
    }

    static Problem noPlaceWithoutSeat(Handle handle, OrgSlug org) {
        return Problem.of(
                409,
                "billing_manager",
                "Billing manager",
                handle + " is a billing manager of @" + org
                        + ", and has no seat and no place in the Pool: give them another role first.");
    }

    static Problem ownerAlready(Handle handle) {
        return Problem.of(
                409, "owner_already", "Owner already", handle + " is an owner already: there is nothing to hand over.");
    }

    static Problem transferPending(OrgSlug org) {
        return Problem.of(
                409,
                "transfer_pending",
                "A transfer is pending",
                "@" + org + " is offered to somebody already: revoke that transfer first, or wait for its answer.");
    }

    static Problem noAddress(Handle handle) {
        return Problem.of(
                409,
                "no_address",
                "No address",
                handle + " has no verified e-mail address that the link could be sent to: ask them to add one.");
    }

    static Problem notMailed(Handle handle) {
        return Problem.of(
                503,
                "mail_failed",
                "Mail failed",
                "The mail to " + handle + " could not be sent, and so nothing is offered: try again in a while.");
    }

    static Problem noSuchTransfer() {
        return Problem.of(
                404, "transfer_not_found", "No such transfer", "The organization has no transfer with this id.");
    }

    static Problem settled(Transfer.State state) {
        return Problem.of(
                        409,
                        "transfer_settled",
                        "Transfer over",
                        switch (state) {
                            case ACCEPTED -> "This transfer was accepted.";
                            case DECLINED -> "This transfer was declined.";
                            case REVOKED -> "This transfer was revoked before.";
                            case EXPIRED -> "This transfer has run out.";
                            case PENDING -> "This transfer is pending.";
                        })
                .with("state", state.name().toLowerCase(Locale.ROOT));
    }

    static Problem transferGone() {
        return Problem.of(
                410,
                "transfer_gone",
                "Transfer gone",
                "This link was used, declined or withdrawn, its time is over, or it never was. Ask an owner of the"
                        + " organization to offer it again.");
    }

    static Problem forAnother() {
        return Problem.of(
                403,
                "transfer_for_another",
                "For somebody else",
                "This was offered to another account than yours: sign in as the member that the mail was sent to.");
    }

    static Problem senderIsNoOwner(Handle sender) {
        return Problem.of(
                409,
                "sender_is_no_owner",
                "Not theirs to give",
                sender + ", who offered this, is no owner any more: ask an owner to offer it again.");
    }

    /// 503 and not 409: it is worth a retry.
    static Problem busy() {
        return Problem.of(503, "busy", "Busy", "Too many are changing this organization at this moment: try again.");
    }
}
