package dev.slipway.org;

import dev.slipway.access.Role;
import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.Handle;
import dev.slipway.kernel.OrgSlug;
import dev.slipway.kernel.Page;
import dev.slipway.kernel.Slice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who belongs to which organization, in the table.
public interface Memberships {

    /// Founds the organization with its first owner, who takes the first seat.
    ///
    /// @param seats how many members it may have
    /// @return false if the slug, or a look-alike of it, is or ever was somebody's. A person's own handle is theirs:
    ///     they may found their personal organization under it
    boolean found(Organization organization, long seats, Member owner, AuditEntry audit);

    /// Adds a member, and takes a seat for one whose role takes one.
    Joined join(Member member, AuditEntry audit);

    /// What became of it. The order is that in which a refusal is told: a present member of a full organization is
    /// a member, and not one seat too many.
    enum Joined {
        COMMITTED,
        ALREADY_MEMBER,
        NO_SEAT_LEFT
    }

    Optional<Member> find(OrgSlug org, Handle handle);

    Optional<Member> find(OrgSlug org, AccountId account);

    /// The members by the age of their accounts.
    Page<Member> list(OrgSlug org, Slice slice);

    /// All of them, for whoever takes no page.
    default List<Member> listAll(OrgSlug org) {
        var all = new ArrayList<Member>();
        var slice = Slice.first(MOST_AT_ONCE);
        for (var page = list(org, slice); ; page = list(org, slice)) {
            all.addAll(page.items());
            if (page.next().isEmpty()) {
                return all;
            }
            slice = new Slice(page.next(), MOST_AT_ONCE);
        }
    }

    int MOST_AT_ONCE = 1_000;

    /// The organizations that somebody belongs to by slug, deleted ones among them.
    Page<Belonging> listOf(AccountId account, Slice slice);

    /// All of them, for whoever takes no page.
    default List<Belonging> listAllOf(AccountId account) {
        var all = new ArrayList<Belonging>();
        var slice = Slice.first(MOST_AT_ONCE);
        for (var page = listOf(account, slice); ; page = listOf(account, slice)) {
            all.addAll(page.items());
            if (page.next().isEmpty()) {
                return all;
            }
            slice = new Slice(page.next(), MOST_AT_ONCE);
        }
    }

    /// How many machine tokens somebody made that still work: they are the organization's, and stay when their maker
    /// goes.
    int findTokensMadeBy(OrgSlug org, AccountId account, Instant now);

    /// Gives a member another role, and takes or frees a seat where the two roles differ in that.
    ///
    /// @param before as the member was read
    /// @param by who does it; may be the member
    Changed changeRole(Member before, Role after, Authority by, AuditEntry audit);

    /// Takes a member out, and frees their seat.
    ///
    /// @param member as they were read
    /// @param by who does it; may be the member
    Changed remove(Member member, Authority by, AuditEntry audit);

    /// What became of it.
    enum Changed {
        COMMITTED,
        /// The organization, the member or whoever does it is not as it was read: read again.
        MOVED_MEANWHILE,
        /// No owner would be left.
        LAST_OWNER,
        NO_SEAT_LEFT
    }
}
