package dev.slipway.adapters.web;

import java.util.List;

/// `GET /sign-in`: the ways to sign in.
///
/// Forms: `POST /sign-in` (`email`, `returnTo`); for each provider `POST /sign-in/with/{provider}` (`returnTo`).
///
/// @param returnTo where to go afterwards; passed along in a hidden field
/// @param again whether somebody signed in is asked to prove once more that it is they
public record SignInPage(Frame frame, Field email, List<Provider> providers, String returnTo, boolean again)
        implements Page {

    public SignInPage {
        providers = List.copyOf(providers);
    }
}
