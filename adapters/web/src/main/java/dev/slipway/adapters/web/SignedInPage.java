package dev.slipway.adapters.web;

import dev.slipway.kernel.OrgSlug;
import java.util.List;

/// Somebody has signed in by an issuer that organizations trust: what came of that.
///
/// @param provider as its button says
/// @param joined those that they are a member of now
/// @param full those that would have them, and have no seat left
/// @param unpaid those that would have them, and aren't paid for
/// @param returnTo where they wanted to go
public record SignedInPage(
        Visitor frame, String provider, List<OrgSlug> joined, List<OrgSlug> full, List<OrgSlug> unpaid, String returnTo)
        implements Page {

    public SignedInPage {
        joined = List.copyOf(joined);
        full = List.copyOf(full);
        unpaid = List.copyOf(unpaid);
    }
}
