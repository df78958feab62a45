package dev.slipway.adapters.ses;

import dev.slipway.kernel.Email;
import dev.slipway.kernel.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/// Whom mails come from: `no-reply@example.com`, or with a name before it, `Slipway <no-reply@example.com>`.
///
/// @param header as it stands in the mail: a name beyond ASCII is encoded, by
///     [RFC 2047](https://www.rfc-editor.org/rfc/rfc2047), since SES takes no other
record Sender(String header) {

    private static final Pattern NAMED = Pattern.compile("([^<>\"\\p{Cntrl}]+?)\\s*<([^<>]+)>");
    private static final int LONGEST_NAME = 40;

    /// @throws IllegalStateException if it is neither; the function then fails at its start and not at its first mail
    static Sender of(String text) {
        var named = NAMED.matcher(text.strip());
        try {
            if (!named.matches()) {
                return new Sender(new Email(text).value());
            }
            var name = named.group(1).strip();
            if (!name.isEmpty() && name.length() <= LONGEST_NAME) {
                return new Sender(encoded(name) + " <" + new Email(named.group(2)) + ">");
            }
        } catch (Malformed _) {
            // Said below.
        }
        throw new IllegalStateException(
                "MAIL_FROM is \"" + text + "\": it must be a sender such as Slipway <no-reply@example.com>");
    }

    private static String encoded(String name) {
        if (name.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            return "\"" + name.replace("\\", "") + "\"";
        }
        var bytes = name.getBytes(StandardCharsets.UTF_8);
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
    }
}
