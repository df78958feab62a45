package dev.slipway.org;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditAction.PoolPlaceGiven;
import dev.slipway.audit.AuditAction.PoolPlaceTaken;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.org.PoolSupply.Supplied;
import java.util.Optional;

/// Gives a member a place in the Pool, or takes it away. It holds from their next request on.
/// A place is paid for, so to give one takes what inviting takes, and waits while the organization isn't
/// paid for. To take one away takes what removing takes, and always goes. Nobody does either to a role above their own.
public final class ChangePoolPlace {

    private final Memberships memberships;
    private final Standings standings;
    private final ExpireInvitations expiry;
    private final PoolSupply supply;
    private final Ids ids;

    public ChangePoolPlace(
            Memberships memberships, Standings standings, ExpireInvitations expiry, PoolSupply supply, Ids ids) {
        this.memberships = memberships;
        this.standings = standings;
        this.expiry = expiry;
        this.supply = supply;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// Also if it was so before.
        record Changed(Member member) implements Outcome {}

        record NoSuchMember(Handle handle) implements Outcome {}

        record AboveOneself(Role role) implements Outcome {}

        /// Billing managers have no seat, and so no place in the Pool.
        record BillingOnly(Handle handle) implements Outcome {}

        record PoolFull(OrgSlug org) implements Outcome {}

        /// One more place has to be paid for first.
        ///
        /// @param why anything but that it is there, or that there are no more
        record PoolUnpaid(OrgSlug org, Supplied why) implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome give(Visit visit, OrgSlug org, Handle handle) {
        return run(visit, org, handle, true);
    }

    public Outcome take(Visit visit, OrgSlug org, Handle handle) {
        return run(visit, org, handle, false);
    }

    private Outcome run(Visit visit, OrgSlug org, Handle handle, boolean place) {
        return Attempts.until(() -> attempt(visit, org, handle, place), new Outcome.Busy(org));
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, Handle handle, boolean place) {
        var standing = standings.findIn(visit.presented(), org);
        var needed = place ? Permission.INVITE_MEMBERS : Permission.MANAGE_MEMBERS;
        return switch (Admission.to(standing, needed, visit.at())) {
            case Admission.Refused(var why) -> Optional.of(new Outcome.Refused(why));
            case Admission.Admitted(var by) ->
                memberships
                        .find(org, handle)
                        .map(member -> change(visit, member, place, by))
                        .orElseGet(() -> Optional.of(new Outcome.NoSuchMember(handle)));
        };
    }

    private Optional<Outcome> change(Visit visit, Member member, boolean place, Authority by) {
        if (!by.role().mayGive(member.role())) {
            return Optional.of(new Outcome.AboveOneself(member.role()));
        }
        if (place && !member.role().takesSeat()) {
            return Optional.of(new Outcome.BillingOnly(member.person().handle()));
        }
        if (member.inPool() == place) {
            return Optional.of(new Outcome.Changed(member));
        }
        var audit = visit.entry(
                ids.next(visit.at()), new Book.OfOrganization(member.org()), by.person(), action(member, place));
        return switch (memberships.changePool(member, place, by, audit)) {
            case COMMITTED -> {
                if (!place) {
                    supply.giveBack(member.org(), visit.at());
                }
                yield Optional.of(new Outcome.Changed(member.inPool(place)));
            }
            case MOVED_MEANWHILE -> Optional.empty();
            // An invitation that has run out may still hold one.
            case POOL_FULL ->
                expiry.run(member.org(), visit.at()) > 0 ? Optional.empty() : buy(visit, member.org(), by);
        };
    }

    /// @return empty if there is one now
    private Optional<Outcome> buy(Visit visit, OrgSlug org, Authority by) {
        return switch (supply.more(visit, org, 1, by)) {
            case Supplied.There _ -> Optional.empty();
            case Supplied.None _ -> Optional.of(new Outcome.PoolFull(org));
            case Supplied why -> Optional.of(new Outcome.PoolUnpaid(org, why));
        };
    }

    private static AuditAction action(Member member, boolean place) {
        var id = member.person().id();
        var handle = member.person().handle().value();
        return place ? new PoolPlaceGiven(id, handle) : new PoolPlaceTaken(id, handle);
    }
}
