package dev.slipway.adapters.web;

import dev.slipway.kernel.OrgSlug;
import java.util.List;

/// Somebody is signed in, but not in a way that the organization wants.
///
/// Forms: for each way `POST /sign-in/with/{provider}` (`returnTo`).
///
/// @param ways any of these will do
/// @param returnTo what they wanted to see
public record SignInElsewherePage(Frame frame, OrgSlug organization, List<Provider> ways, String returnTo)
        implements Page {

    public SignInElsewherePage {
        ways = List.copyOf(ways);
    }
}
