package dev.slipway.adapters.web;

/// `GET /sign-in/with/{provider}`: one way to sign in, for whoever was sent here to use it.
///
/// Form: `POST /sign-in/with/{provider}` (`returnTo`).
///
/// @param returnTo where somebody goes once they are signed in
public record SignInWithPage(Visitor frame, Provider provider, String returnTo) implements Page {}
