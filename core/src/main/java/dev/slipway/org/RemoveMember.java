package dev.slipway.org;

import dev.slipway.access.Caller;
import dev.slipway.access.OrgStanding;
import dev.slipway.access.Permission;
import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.Standings;
import dev.slipway.audit.AuditAction;
import dev.slipway.audit.AuditAction.MemberLeft;
import dev.slipway.audit.AuditAction.MemberRemoved;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.util.Optional;

/// Takes a member out of an organization: somebody else, for whoever manages members, or oneself, for everybody.
///
/// It holds for the very next request of every token and session they have, since each reads the membership. What they
/// published stays, and so do the machine tokens they made: those are the organization's. A mark stays behind: by
/// signing in at an issuer that the organization trusts they don't come back.
public final class RemoveMember {

    private final Memberships memberships;
    private final Standings standings;
    private final Ids ids;

    public RemoveMember(Memberships memberships, Standings standings, Ids ids) {
        this.memberships = memberships;
        this.standings = standings;
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// @param left whether they went by themselves
        record Removed(Member member, boolean left) implements Outcome {}

        /// @param whom the handle, or the id of the account
        record NoSuchMember(String whom) implements Outcome {}

        record AboveOneself(Role role) implements Outcome {}

        record LastOwner(OrgSlug org) implements Outcome {}

        /// The sign-in rule doesn't hold for them, so that somebody can always change it: they stay until it names
        /// another.
        record BreakGlass(Handle handle) implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, Handle handle) {
        return run(visit, org, new ByHandle(handle));
    }

    /// The same for whoever knows the account.
    public Outcome run(Visit visit, OrgSlug org, AccountId account) {
        return run(visit, org, new ByAccount(account));
    }

    /// Who is to go.
    private sealed interface Whom {

        default boolean is(Principal.Person person) {
            return switch (this) {
                case ByHandle(var handle) -> person.handle().equals(handle);
                case ByAccount(var account) -> person.id().equals(account);
            };
        }
    }

    private record ByHandle(Handle handle) implements Whom {
        @Override
        public String toString() {
            return handle.value();
        }
    }

    private record ByAccount(AccountId account) implements Whom {
        @Override
        public String toString() {
            return account.value();
        }
    }

    private Outcome run(Visit visit, OrgSlug org, Whom whom) {
        return Attempts.until(() -> attempt(visit, org, whom), new Outcome.Busy(org));
    }

    private Optional<Member> find(OrgSlug org, Whom whom) {
        return switch (whom) {
            case ByHandle(var handle) -> memberships.find(org, handle);
            case ByAccount(var account) -> memberships.find(org, account);
        };
    }

    private Optional<Outcome> attempt(Visit visit, OrgSlug org, Whom whom) {
        var standing = standings.findIn(visit.presented(), org);
        var oneself = oneself(standing, whom);
        var needed = oneself ? Permission.BELONG : Permission.MANAGE_MEMBERS;
        return switch (Admission.to(standing, needed, visit.at())) {
            case Admission.Refused(var why) -> Optional.of(new Outcome.Refused(why));
            case Admission.Admitted(var by) ->
                find(org, whom)
                        .map(member -> remove(visit, standing, member, by, oneself))
                        .orElseGet(() -> Optional.of(new Outcome.NoSuchMember(whom.toString())));
        };
    }

    private Optional<Outcome> remove(Visit visit, OrgStanding standing, Member member, Authority by, boolean oneself) {
        if (!oneself && !by.role().mayGive(member.role())) {
            return Optional.of(new Outcome.AboveOneself(member.role()));
        }
        return standing.breakGlass(member.person().id())
                ? Optional.of(new Outcome.BreakGlass(member.person().handle()))
                : remove(visit, member, by, oneself);
    }

    private Optional<Outcome> remove(Visit visit, Member member, Authority by, boolean left) {
        var audit = visit.entry(
                ids.next(visit.at()), new Book.OfOrganization(member.org()), by.person(), action(visit, member, left));
        return switch (memberships.remove(member, by, audit)) {
            case COMMITTED -> Optional.of(new Outcome.Removed(member, left));
            case MOVED_MEANWHILE -> Optional.empty();
            case LAST_OWNER -> Optional.of(new Outcome.LastOwner(member.org()));
            case NO_SEAT_LEFT -> throw new IllegalStateException("who goes takes no seat");
        };
    }

    /// The entry says how many machine tokens they leave behind, for whoever asks later what still works.
    private AuditAction action(Visit visit, Member member, boolean left) {
        var id = member.person().id();
        var handle = member.person().handle().value();
        var made = memberships.findTokensMadeBy(member.org(), id, visit.at());
        return left
                ? new MemberLeft(id, handle, member.role(), made)
                : new MemberRemoved(id, handle, member.role(), made);
    }

    private static boolean oneself(OrgStanding standing, Whom whom) {
        return standing.caller() instanceof Caller.Holder holder
                && holder.credential().principal() instanceof Principal.Person person
                && whom.is(person);
    }
}
