package dev.slipway.adapters.web;

import dev.slipway.kernel.Email;
import java.util.Optional;

/// `GET /sign-up`: somebody new chooses a handle.
///
/// Form: `POST /sign-up` (`handle`). Who they are stands in the cookie.
///
/// @param handle to begin with, a suggestion
/// @param address that becomes theirs, if one was proved
/// @param provider by which they came, as its button says
public record SignUpPage(Frame frame, Field handle, Optional<Email> address, Optional<String> provider)
        implements Page {}
