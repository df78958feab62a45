package dev.slipway.org;

import dev.slipway.access.TokenHash;
import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Posted;
import dev.slipway.kernel.Slice;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The invitations in the table, and what is asked of people when somebody is invited.
///
/// An invitation that has run out stands among the open ones until it is closed as [Invitation.Fate#EXPIRED]: whoever
/// reads one asks [Invitation#openAt], and whoever changes one has its time as a condition.
public interface Invitations {

    /// The organization, unless it was deleted.
    Optional<Organization> findOrganization(OrgSlug org);

    /// Open or ended.
    Optional<Invitation> find(OrgSlug org, InvitationId id);

    /// The one that this link opens; empty if the link was never made, was replaced, or what it opened has ended.
    Optional<Invitation> findByLink(TokenHash link);

    /// The open one whose last mail has this id at the mail service.
    Optional<Invitation> findByMessage(String messageId);

    /// The open one to this address.
    Optional<Invitation> findOpen(OrgSlug org, Email to);

    /// All open ones of an organization. There are not many: nearly each holds a seat, and none lives longer than
    /// [Invitation#LIFE] after its last mail.
    List<Invitation> listOpen(OrgSlug org);

    /// The open ones, the newest first.
    Page<Invitation> listPending(OrgSlug org, Slice slice);

    /// Those that have ended, the newest first.
    Page<Invitation> listPast(OrgSlug org, Slice slice);

    /// Those to these addresses, of all organizations.
    List<Invitation> listOpenTo(Collection<Email> addresses);

    /// How many of these are open at this moment, of organizations that were not deleted.
    int countOpenTo(Collection<Email> addresses, Instant now);

    /// What is known of these addresses: whose each is, whether they are members, and whether one is open.
    Map<Email, Known> findKnown(OrgSlug org, Collection<Email> addresses);

    /// @param account whose address it is, if it is anybody's
    /// @param invitedUntil when the invitation to it runs out, or has run out, if one stands among the open ones
    record Known(Optional<AccountId> account, boolean member, Optional<Instant> invitedUntil) {

        static final Known NOTHING = new Known(Optional.empty(), false, Optional.empty());
    }

    boolean findMember(OrgSlug org, AccountId account);

    /// The verified addresses of a person.
    Set<Email> findAddresses(AccountId account);

    /// Makes one, and takes the seat and the place in the Pool that it holds.
    Opened open(Invitation invitation, AuditEntry audit);

    /// In the order in which a refusal is told.
    enum Opened {
        COMMITTED,
        /// It was deleted.
        NO_SUCH_ORGANIZATION,
        /// One to this address is open, or has run out and isn't closed yet.
        ALREADY_INVITED,
        NO_SEAT_LEFT,
        /// It is to come with a place in the Pool, and all that the organization pays for are taken.
        POOL_FULL
    }

    /// Puts a new link in the place of the one before, which is dead from then on.
    ///
    /// @return false if the link before isn't the current one any more, or the time is over
    boolean renew(Invitation renewed, TokenHash before, AuditEntry audit);

    /// Notes what became of the mail with the current link.
    ///
    /// @return false if the link was replaced meanwhile, or the invitation has ended: then it doesn't matter any more
    boolean notePosted(Invitation invitation, Posted posted, AuditEntry audit);

    /// Notes what the mail service told later. As [#notePosted].
    boolean noteReturned(Invitation invitation, AuditEntry audit);

    /// Ends one that nobody accepted, and gives its seat and its place in the Pool back. It must run out to end as
    /// expired, and must not have to end in any other way.
    ///
    /// @return false if its link isn't the current one any more, or it has ended
    boolean close(Invitation ended, AuditEntry audit);

    /// Ends one by making a member, with their teams, who takes its seat over. The address becomes one of theirs.
    ///
    /// @param audit the acceptance, for the organization
    /// @param more what happens with it
    Accepted accept(Invitation ended, Member member, AuditEntry audit, List<AuditEntry> more);

    /// In the order in which a refusal is told.
    enum Accepted {
        COMMITTED,
        /// The link isn't the current one, or the invitation has ended.
        GONE,
        /// The organization was deleted, or its teams are not those that this relies on: read it again.
        ORGANIZATION_CHANGED,
        ALREADY_MEMBER,
        /// The address is another account's.
        ADDRESS_TAKEN,
        /// Who sent the link isn't somebody any more who may give the role.
        NOBODY_STANDS_BEHIND
    }
}
