package dev.slipway.org;

import dev.slipway.access.Caller;
import dev.slipway.access.Decision;
import dev.slipway.access.Permission;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditAction.MemberJoined;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;

/// Makes an account a member of an organization.
///
/// It stands behind no route: people join by an invitation that they accept. The first set-up of a deployment uses it.
public final class AddMember {

    private final Memberships memberships;
    private final Standings standings;
    private final Ids ids;

    public AddMember(Memberships memberships, Standings standings, Ids ids) {
        this.memberships = memberships;
        this.standings = standings;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        record Joined(Member member) implements Outcome {}

        record AlreadyMember(Principal.Person person) implements Outcome {}

        record NoSeatLeft(OrgSlug org) implements Outcome {}

        /// Nobody gives a role above their own.
        record AboveOneself(Role role) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, Principal.Person person, Role role) {
        var standing = standings.findIn(visit.presented(), org);
        return switch (standing.may(Permission.MANAGE_MEMBERS, visit.at())) {
            case Decision.Refused refused -> new Outcome.Refused(refused.why());
            case Decision.AllowedToAnyone _ -> throw new IllegalStateException("nobody adds members anonymously");
            case Decision.Allowed(var giver) ->
                mayGive(standing.caller(), role)
                        ? join(visit, new Member(org, person, role, visit.at()), giver)
                        : new Outcome.AboveOneself(role);
        };
    }

    private Outcome join(Visit visit, Member member, Principal giver) {
        var audit = visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(member.org()),
                giver,
                new MemberJoined(member.person().id(), member.person().handle().value(), member.role()));
        return switch (memberships.join(member, audit)) {
            case COMMITTED -> new Outcome.Joined(member);
            case ALREADY_MEMBER -> new Outcome.AlreadyMember(member.person());
            case NO_SEAT_LEFT -> new Outcome.NoSeatLeft(member.org());
        };
    }

    private static boolean mayGive(Caller caller, Role role) {
        return caller instanceof Caller.Holder holder
                && holder.place().memberRole().filter(own -> own.mayGive(role)).isPresent();
    }
}
