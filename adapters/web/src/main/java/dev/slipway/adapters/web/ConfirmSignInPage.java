package dev.slipway.adapters.web;

import dev.slipway.access.Token;
import dev.slipway.kernel.Email;

/// `GET /sign-in/mail?token=`: who opens the mailed link presses a button, since mail scanners open links too.
///
/// Form: `POST /sign-in/mail` (`token`).
public record ConfirmSignInPage(Frame frame, Token token, Email address) implements Page {}
