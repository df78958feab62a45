package dev.slipway.packages;

import dev.slipway.access.Ground;
import dev.slipway.access.Place;
import dev.slipway.access.Principal;
import dev.slipway.kernel.AccountId;
import dev.slipway.kernel.OrgSlug;

/// Who manages a package, what they were seen to be, and why they may. What they do is written only if it still holds
/// at that moment: their membership, and what the organization gives by it. What the package itself says is held by its
/// revision.
///
/// @param ground the broadest of the reasons: whoever loses it is decided about anew, by the others
public record Mandate(OrgSlug org, Principal principal, Place place, Ground ground) {

    /// The account of whoever is a member.
    public AccountId person() {
        if (!(principal instanceof Principal.Person person)) {
            throw new IllegalStateException("only people are members");
        }
        return person.id();
    }
}
