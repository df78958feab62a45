package dev.slipway.org;

import dev.slipway.access.Principal;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import java.time.Duration;
import java.util.Optional;

/// Gives somebody a role by their handle: a member at once, and anybody else with an account by an invitation to an
/// address of theirs, since nobody is made a member without being asked.
///
/// It takes somebody who manages members: whoever only invites does so by addresses.
public final class EnlistMember {

    private final ChangeRole change;
    private final InviteMembers invite;
    private final Invitations invitations;
    private final Memberships memberships;
    private final Contacts contacts;

    public EnlistMember(
            ChangeRole change,
            InviteMembers invite,
            Invitations invitations,
            Memberships memberships,
            Contacts contacts) {
        this.change = change;
        this.invite = invite;
        this.invitations = invitations;
        this.memberships = memberships;
        this.contacts = contacts;
    }

    /// What became of it.
    public sealed interface Outcome {

        /// @param members how many the organization has
        record Changed(Member member, int members) implements Outcome {}

        /// @param mail what became of the mail with the link
        record Invited(Principal.Person person, Role role, Invitation.Mail mail, int members) implements Outcome {}

        /// They haven't answered an earlier invitation, which stays as it is.
        record AlreadyInvited(Principal.Person person, Role role, int members) implements Outcome {}

        /// Of all that can become of an address: no seat is left, or it got too many mails.
        record NotInvited(InviteMembers.Result result) implements Outcome {}

        record NoSuchAccount(Handle handle) implements Outcome {}

        record NoAddress(Handle handle) implements Outcome {}

        /// @param role the member's, or the one they were to get
        record AboveOneself(Role role) implements Outcome {}

        record PersonalOrganization(OrgSlug org) implements Outcome {}

        record LastOwner(OrgSlug org) implements Outcome {}

        /// The sign-in rule names them as the owner for whom it doesn't hold, and so they stay one.
        record BreakGlass(Handle handle) implements Outcome {}

        record NoSeatLeft(OrgSlug org) implements Outcome {}

        record TooManyMails(Duration retryAfter) implements Outcome {}

        record Busy(OrgSlug org) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    public Outcome run(Visit visit, OrgSlug org, Handle handle, Role role) {
        return switch (change.run(visit, org, handle, role)) {
            case ChangeRole.Outcome.Changed(var member) -> new Outcome.Changed(member, members(org));
            case ChangeRole.Outcome.NoSuchMember _ ->
                contacts.find(handle)
                        .map(contact -> invite(visit, org, contact, role))
                        .orElseGet(() -> new Outcome.NoSuchAccount(handle));
            case ChangeRole.Outcome.AboveOneself(var above) -> new Outcome.AboveOneself(above);
            case ChangeRole.Outcome.LastOwner _ -> new Outcome.LastOwner(org);
            case ChangeRole.Outcome.BreakGlass(var whom) -> new Outcome.BreakGlass(whom);
            case ChangeRole.Outcome.NoSeatLeft _ -> new Outcome.NoSeatLeft(org);
            case ChangeRole.Outcome.Busy _ -> new Outcome.Busy(org);
            case ChangeRole.Outcome.Refused(var why) -> new Outcome.Refused(why);
        };
    }

    private Outcome invite(Visit visit, OrgSlug org, Contacts.Contact contact, Role role) {
        var person = contact.person();
        return open(visit, org, contact)
                .or(() -> contact.address().map(address -> switch (invite.run(visit, org, person, address, role)) {
                    case InviteMembers.Outcome.Done(var results, var _) ->
                        invited(visit, org, contact, role, results.getFirst());
                    case InviteMembers.Outcome.AboveOneself(var above) -> new Outcome.AboveOneself(above);
                    case InviteMembers.Outcome.PersonalOrganization _ -> new Outcome.PersonalOrganization(org);
                    case InviteMembers.Outcome.TooManyMails(var wait) -> new Outcome.TooManyMails(wait);
                    case InviteMembers.Outcome.Refused(var why) -> new Outcome.Refused(why);
                    case InviteMembers.Outcome.TeamsByAdmins _,
                            InviteMembers.Outcome.NoSuchTeam _,
                            InviteMembers.Outcome.PoolUnpaid _,
                            InviteMembers.Outcome.KeyReused _,
                            InviteMembers.Outcome.StillRunning _ ->
                        throw new IllegalStateException("there are no teams here, and no key");
                }))
                .orElseGet(() -> new Outcome.NoAddress(person.handle()));
    }

    private Outcome invited(
            Visit visit, OrgSlug org, Contacts.Contact contact, Role role, InviteMembers.Result result) {
        return result.offer()
                .<Outcome>map(offer -> new Outcome.Invited(contact.person(), role, offer.mail(), members(org)))
                .or(() -> open(visit, org, contact))
                .orElseGet(() -> new Outcome.NotInvited(result));
    }

    /// An invitation to any of their addresses that waits for an answer.
    private Optional<Outcome> open(Visit visit, OrgSlug org, Contacts.Contact contact) {
        return contact.addresses().stream()
                .flatMap(address -> invitations.findOpen(org, address).stream())
                .filter(invitation -> invitation.openAt(visit.at()))
                .findFirst()
                .map(invitation -> new Outcome.AlreadyInvited(contact.person(), invitation.role(), members(org)));
    }

    private int members(OrgSlug org) {
        return memberships.listAll(org).size();
    }
}
