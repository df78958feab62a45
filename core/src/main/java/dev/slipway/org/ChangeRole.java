package dev.slipway.org;

import dev.slipway.access.Permission;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditAction.PoolPlaceTaken;
import dev.slipway.audit.AuditAction.RoleChanged;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.util.ArrayList;
import java.util.Optional;

/// Gives a member another role. Nobody gives a role above their own, nor takes one away. Whose role takes no seat any
/// more loses their place in the Pool with it.
public final class ChangeRole {

    private final Memberships memberships;
    private final Standings standings;
    private final ExpireInvitations expiry;
    private final Ids ids;

    public ChangeRole(Memberships memberships, Standings standings, ExpireInvitations expiry, Ids ids) {
        this.memberships = memberships;
        this.standings = standings;
        this.expiry = expiry;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// Also if it was their role before.
        record Changed(Member member) implements Outcome {}

        record NoSuchMember(Handle handle) implements Outcome {}

        /// @param role the member's, or the one they were to get
        record AboveOneself(Role role) implements Outcome {}

        record LastOwner(OrgSlug org) implements Outcome {}

        record NoSeatLeft(OrgSlug org) implements Outcome {}

        /// The sign-in rule doesn't hold for them, so that somebody can always change it: they stay an owner until it
        /// names another.
        record BreakGlass(Handle handle) implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, Handle handle, Role role) {
        return Attempts.until(() -> attempt(visit, org, handle, role), new Outcome.Busy(org));
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, Handle handle, Role role) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (Admission.to(standing, Permission.MANAGE_MEMBERS, visit.at())) {
            case Admission.Refused(var why) -> Optional.of(new Outcome.Refused(why));
            case Admission.Admitted(var by) ->
                memberships
                        .find(org, handle)
                        .map(member -> standing.breakGlass(member.person().id()) && role != Role.OWNER
                                ? Optional.<Outcome>of(new Outcome.BreakGlass(handle))
                                : change(visit, member, role, by))
                        .orElseGet(() -> Optional.of(new Outcome.NoSuchMember(handle)));
        };
    }

    private Optional<Outcome> change(Visit visit, Member member, Role role, Authority by) {
        for (var touched : new Role[] {member.role(), role}) {
            if (!by.role().mayGive(touched)) {
                return Optional.of(new Outcome.AboveOneself(touched));
            }
        }
        if (member.role() == role) {
            return Optional.of(new Outcome.Changed(member));
        }
        var id = member.person().id();
        var handle = member.person().handle().value();
        var audit = entry(visit, member, by, new RoleChanged(id, handle, member.role(), role));
        var more = new ArrayList<AuditEntry>();
        if (member.inPool() && !role.takesSeat()) {
            more.add(entry(visit, member, by, new PoolPlaceTaken(id, handle)));
        }
        return switch (memberships.changeRole(member, role, by, audit, more)) {
            case COMMITTED -> Optional.of(new Outcome.Changed(member.with(role)));
            case MOVED_MEANWHILE -> Optional.empty();
            case LAST_OWNER -> Optional.of(new Outcome.LastOwner(member.org()));
            // An invitation that has run out may still hold one.
            case NO_SEAT_LEFT ->
                expiry.run(member.org(), visit.at()) > 0
                        ? Optional.empty()
                        : Optional.of(new Outcome.NoSeatLeft(member.org()));
        };
    }

    private AuditEntry entry(Visit visit, Member member, Authority by, AuditAction action) {
        return visit.entry(ids.next(visit.at()), new Book.OfOrganization(member.org()), by.person(), action);
    }
}
