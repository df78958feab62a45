package dev.slipway.access;

import dev.slipway.kernel.OrgSlug;
import java.util.Set;

/// Why the gatekeeper says no.
public sealed interface Refusal {

    /// Nobody is signed in, and what is asked for is not public, or not there: which of the two isn't said.
    record SignInFirst() implements Refusal {}

    /// Somebody is signed in, but for too long to do what is sensitive: whoever sits there now must show who they are.
    record SignInAgain() implements Refusal {}

    /// The token is not one of ours.
    record TokenUnknown() implements Refusal {}

    record TokenExpired() implements Refusal {}

    record TokenRevoked() implements Refusal {}

    /// The caller must not learn whether it exists; also said of what really is not there.
    record NotFound() implements Refusal {}

    /// The caller wants to write under the scope of an organization that they don't belong to.
    record NotAMember(OrgSlug org) implements Refusal {}

    /// The principal may, but not with this token.
    record ScopeTooNarrow(Scope needed) implements Refusal {}

    /// A machine asked for what only people have.
    record NotAPerson() implements Refusal {}

    /// The organization lets requests in from other addresses than this one.
    record OutsideAllowList(OrgSlug org, String address) implements Refusal {}

    /// The organization wants its people to sign in by other means.
    ///
    /// @param means any of these will do
    record SignInElsewhere(OrgSlug org, Set<Means> means) implements Refusal {}

    /// The organization isn't paid for, and the time of grace is over.
    record PaymentDue(OrgSlug org) implements Refusal {}

    /// The token is limited to other addresses than this one.
    record OutsideNetworks(String address) implements Refusal {}

    /// The token is limited to other packages.
    record OutsidePackages() implements Refusal {}

    /// A member whose role, teams and packages don't give it.
    record NotPermitted(Permission permission, OrgSlug org) implements Refusal {}
}
