package dev.slipway.org;

import dev.slipway.access.Principal;
import dev.slipway.access.Role;
import dev.slipway.kernel.OrgSlug;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A person in an organization.
///
/// @param lastActive when they last asked for something of it, to the hour; empty if never
public record Member(OrgSlug org, Principal.Person person, Role role, Instant joinedAt, Optional<Instant> lastActive) {

    /// How exact [#lastActive] is: somebody who is here all day costs 24 small writes.
    public static final Duration ACTIVE_AGAIN = Duration.ofHours(1);

    /// As somebody joins.
    public Member(OrgSlug org, Principal.Person person, Role role, Instant joinedAt) {
        this(org, person, role, joinedAt, Optional.empty());
    }

    public Member with(Role changed) {
        return new Member(org, person, changed, joinedAt, lastActive);
    }
}
