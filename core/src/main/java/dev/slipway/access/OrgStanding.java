package dev.slipway.access;

import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.OrgSlug;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A caller as seen from one organization. For what concerns the organization and none of its packages.
///
/// @param policy empty if there is no such organization
public record OrgStanding(OrgSlug org, Caller caller, Optional<OrgPolicy> policy) {

    /// May they do this in the organization?
    ///
    /// @see Gatekeeper#decide
    public Decision may(Permission permission, Instant now) {
        return Gatekeeper.decide(caller, permission, Resource.of(org), policy, now);
    }

    /// Why they may, the broadest reason first; empty if they may not.
    public List<Ground> grounds(Permission permission) {
        return Gatekeeper.grounds(caller, permission, Resource.of(org), policy);
    }

    /// All that the caller may do here, as far as they themselves go: a page shows nobody a form that they may not
    /// send.
    public Set<Permission> given() {
        return Stream.of(Permission.values())
                .filter(permission -> !grounds(permission).isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Whether the sign-in rule names this account as the one for whom it doesn't hold. Whoever it names stays an
    /// owner.
    public boolean breakGlass(AccountId account) {
        return policy.flatMap(there -> there.door().signIn())
                .filter(rule -> rule.breakGlass().equals(account))
                .isPresent();
    }

    /// The caller's role here; empty for outsiders and machines.
    public Optional<Role> role() {
        return caller instanceof Caller.Holder holder ? holder.place().memberRole() : Optional.empty();
    }
}
