package dev.slipway.org;

import dev.slipway.access.Means;
import dev.slipway.access.Principal;
import dev.slipway.audit.AuditEntry;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who comes to an organization's door, and the rule of how people sign in, in the table.
public interface Doors {

    /// A preview looks at no more than so many members, and machine tokens.
    int MOST_LOOKED_AT = 1_000;

    /// Who was seen last from where: members, and machine tokens that work, at most [#MOST_LOOKED_AT] of each.
    List<Seen> listSeen(OrgSlug org, Instant now);

    /// The members by the age of their accounts, at most [#MOST_LOOKED_AT].
    List<Member> listMembers(OrgSlug org);

    /// The issuers of the identities that lead to an account.
    Set<String> findIssuers(AccountId account);

    /// How somebody had signed in whose token or session was used last; empty if none was.
    Optional<Means> findLastMeans(Principal.Person person);

    /// Puts the organization with another rule of how people sign in in the place of what was read.
    ///
    /// @param next its revision is one more than that of what was read; whom the rule doesn't hold for must be an owner
    Organizations.Changed changeRule(Organization next, Authority by, AuditEntry audit);
}
