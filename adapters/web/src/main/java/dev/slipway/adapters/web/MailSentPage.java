package dev.slipway.adapters.web;

import dev.slipway.kernel.Email;
import java.time.Instant;

/// After `POST /sign-in`: look into your mail. The same for every address, whether it has an account or not.
///
/// @param until when the mailed link stops working
public record MailSentPage(Frame frame, Email address, Instant until, String returnTo) implements Page {}
