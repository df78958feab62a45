package dev.slipway.org;

import dev.slipway.access.Caller;
import dev.slipway.access.Decision;
import dev.slipway.access.Gatekeeper;
import dev.slipway.access.Principal;
import dev.slipway.access.RateLimits;
import dev.slipway.access.Refusal;
import dev.slipway.access.Role;
import dev.slipway.access.Scope;
import dev.slipway.access.Standings;
import dev.slipway.access.TokenHash;
import dev.slipway.audit.AuditAction.EmailAdded;
import dev.slipway.audit.AuditAction.InvitationAccepted;
import dev.slipway.audit.AuditAction.MemberJoined;
import dev.slipway.audit.AuditAction.PoolPlaceGiven;
import dev.slipway.audit.AuditEntry;
import dev.slipway.audit.Book;
import dev.slipway.audit.Visit;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Ids;
import dev.slipway.kernel.OrgSlug;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes whoever accepts an invitation a member, at once.
///
/// It needs the link, which proves the address: the address becomes one of the account's. Or it needs an account that
/// has proved the address already. Either way the organization's door must let them in: where they come from, and how
/// they signed in; and it must be paid for, since a member more costs more. Of the teams that come with it those are
/// joined that are still there.
public final class AcceptInvitation {

    private final Invitations invitations;
    private final Standings standings;
    private final OpenDoor door;
    private final Ids ids;

    public AcceptInvitation(Invitations invitations, RateLimits limits, Standings standings, Ids ids) {
        this.invitations = invitations;
        this.standings = standings;
        this.door = new OpenDoor(invitations, limits);
        this.ids = ids;
    }

    /// What became of it.
    public sealed interface Outcome {

        record Joined(Member member, Organization organization) implements Outcome {}

        record AlreadyMember(OrgSlug org) implements Outcome {}

        /// Unknown, used, declined, revoked, replaced or run out: which of these isn't said.
        record Gone() implements Outcome {}

        /// Who sent it may not give the role any more, or has left. Somebody else can send it again.
        record NobodyStandsBehind(OrgSlug org, Role role) implements Outcome {}

        /// The address that was invited is another account's: that one can accept.
        record AddressTaken(Email address) implements Outcome {}

        record TooManyGuesses(Duration retryAfter) implements Outcome {}

        /// It was resent each time that this was about to be done. Try again.
        record Busy() implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /// With the mailed link.
    ///
    /// @param link a hash of whatever was sent in its place
    public Outcome byLink(Visit visit, TokenHash link) {
        var caller = standings.findCaller(visit.presented());
        return switch (Gatekeeper.mayOneself(caller, Scope.MANAGE, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.AllowedToAnyone _, Decision.Allowed(Principal.Machine _) -> throw unheardOf();
            case Decision.Allowed(Principal.Person person) ->
                switch (door.open(visit, link)) {
                    case OpenDoor.Behind.Offer(var invitation, var organization) -> {
                        var outcome = refused(visit, caller, invitation, organization)
                                .orElseGet(() -> accept(visit, invitation, organization, person));
                        yield outcome instanceof Outcome.Gone ? of(door.missed(visit)) : outcome;
                    }
                    case OpenDoor.Behind.Nothing nothing -> of(nothing);
                    case OpenDoor.Behind.TooManyGuesses tooMany -> of(tooMany);
                };
        };
    }

    /// Without the link, by somebody whose address was invited.
    public Outcome byAddress(Visit visit, InvitationId id) {
        var caller = standings.findCaller(visit.presented());
        return switch (Gatekeeper.mayOneself(caller, Scope.MANAGE, visit.at())) {
            case Decision.Refused(var why) -> new Outcome.Refused(why);
            case Decision.AllowedToAnyone _, Decision.Allowed(Principal.Machine _) -> throw unheardOf();
            case Decision.Allowed(Principal.Person person) ->
                Attempts.until(() -> attempt(visit, caller, id, person), new Outcome.Busy());
        };
    }

    private Optional<Outcome> attempt(Visit visit, Caller caller, InvitationId id, Principal.Person person) {
        var invitation = new Addressed(invitations).find(person, id, visit.at());
        var organization = invitation.flatMap(found -> invitations.findOrganization(found.org()));
        if (invitation.isEmpty() || organization.isEmpty()) {
            return Optional.of(new Outcome.Gone());
        }
        // Gone is what a link is that was replaced since. Whoever accepts without one looks again.
        return refused(visit, caller, invitation.get(), organization.get())
                .or(() -> Optional.of(accept(visit, invitation.get(), organization.get(), person)))
                .filter(outcome -> !(outcome instanceof Outcome.Gone));
    }

    private Outcome accept(Visit visit, Invitation invitation, Organization organization, Principal.Person person) {
        if (invitation.link().sentBy().id().equals(person.id())) {
            // Nobody lets themselves in, whatever they were when they sent it.
            return standsAlone(invitation, person);
        }
        return join(visit, invitation, organization, person)
                .orElseGet(() -> Attempts.until(() -> joinAsItIsNow(visit, invitation, person), new Outcome.Busy()));
    }

    private Optional<Outcome> joinAsItIsNow(Visit visit, Invitation invitation, Principal.Person person) {
        var organization = invitations.findOrganization(invitation.org());
        if (organization.isEmpty()) {
            return Optional.of(new Outcome.Gone());
        }
        var unpaid = Gatekeeper.unpaid(organization.get().policy(), visit.at());
        if (unpaid.isPresent()) {
            return unpaid.map(Outcome.Refused::new);
        }
        return invitation.link().basis().carriedIn(organization.get().policy().teams())
                ? join(visit, invitation, organization.get(), person)
                : Optional.of(standsAlone(invitation, person));
    }

    /// @return empty if the organization is not as it was read
    private Optional<Outcome> join(
            Visit visit, Invitation invitation, Organization organization, Principal.Person person) {
        var teams = invitation.teamsIn(organization.policy().teams());
        var member = new Member(
                invitation.org(), person, invitation.role(), visit.at(), teams, invitation.pool(), Optional.empty());
        var ended = invitation.ended(Invitation.Fate.ACCEPTED, visit.at());
        var audit = accepted(visit, ended, organization, person);
        return switch (invitations.accept(ended, member, audit, more(visit, ended, person))) {
            case COMMITTED -> Optional.of(new Outcome.Joined(member, organization));
            case GONE -> Optional.of(new Outcome.Gone());
            case ORGANIZATION_CHANGED -> Optional.empty();
            case ALREADY_MEMBER -> Optional.of(new Outcome.AlreadyMember(invitation.org()));
            case ADDRESS_TAKEN -> Optional.of(new Outcome.AddressTaken(invitation.to()));
            case NOBODY_STANDS_BEHIND ->
                Optional.of(new Outcome.NobodyStandsBehind(invitation.org(), invitation.role()));
        };
    }

    /// An offer that nobody stands behind, said to somebody who may be in already.
    private Outcome standsAlone(Invitation invitation, Principal.Person person) {
        return invitations.findMember(invitation.org(), person.id())
                ? new Outcome.AlreadyMember(invitation.org())
                : new Outcome.NobodyStandsBehind(invitation.org(), invitation.role());
    }

    private AuditEntry accepted(
            Visit visit, Invitation invitation, Organization organization, Principal.Person person) {
        return visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(invitation.org()),
                person,
                new InvitationAccepted(
                        invitation.id().value(),
                        invitation.addressee(),
                        invitation.role(),
                        Courier.names(organization, invitation),
                        invitation.pool(),
                        person.id(),
                        person.handle().value()));
    }

    private List<AuditEntry> more(Visit visit, Invitation invitation, Principal.Person person) {
        var more = new ArrayList<AuditEntry>();
        more.add(visit.entry(
                ids.next(visit.at()),
                new Book.OfOrganization(invitation.org()),
                person,
                new MemberJoined(person.id(), person.handle().value(), invitation.role())));
        if (invitation.pool()) {
            more.add(visit.entry(
                    ids.next(visit.at()),
                    new Book.OfOrganization(invitation.org()),
                    person,
                    new PoolPlaceGiven(person.id(), person.handle().value())));
        }
        if (!invitations.findAddresses(person.id()).contains(invitation.to())) {
            more.add(visit.entry(
                    ids.next(visit.at()), new Book.OfAccount(person.id()), person, new EmailAdded(invitation.to())));
        }
        return more;
    }

    private static Optional<Outcome> refused(
            Visit visit, Caller caller, Invitation invitation, Organization organization) {
        return Gatekeeper.toJoin(caller, invitation.role(), organization.policy(), visit.at())
                .map(Outcome.Refused::new);
    }

    private static Outcome of(OpenDoor.Behind behind) {
        return switch (behind) {
            case OpenDoor.Behind.Offer _ -> throw new IllegalStateException("an offer is no refusal");
            case OpenDoor.Behind.Nothing _ -> new Outcome.Gone();
            case OpenDoor.Behind.TooManyGuesses(var retryAfter) -> new Outcome.TooManyGuesses(retryAfter);
        };
    }

    private static IllegalStateException unheardOf() {
        return new IllegalStateException("people alone accept invitations");
    }
}
