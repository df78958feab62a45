package dev.slipway.adapters.web;

import dev.slipway.kernel.Email;

/// Somebody came by a provider whose address of theirs belongs to an account already: that account is opened by mail
/// first, and linked to the provider then.
///
/// Form: `POST /sign-in` (`email`, `returnTo`).
///
/// @param provider as its button says
/// @param returnTo where the provider can be linked
public record AddressTakenPage(Frame frame, Email address, String provider, String returnTo) implements Page {}
