package dev.slipway.local.mailbox;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/// An address as SES reads it, with or without a name before it: `"Mia" <mia@example.com>`.
///
/// @param value in lower case, without the name
record Address(String value) {

    private static final Pattern NAMED = Pattern.compile("([^<>]*)<([^<>]*)>");
    private static final int MOST = 320;

    static Address of(String text) {
        if (text.length() > MOST) {
            throw Rejected.badRequest("Address is too long");
        }
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
            throw Rejected.badRequest("Address contains non-ASCII characters: a name must be encoded by RFC 2047");
        }
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            throw Rejected.badRequest("Address contains control characters");
        }
        var named = NAMED.matcher(text.strip());
        if (!named.matches()) {
            return bare(text.strip());
        }
        checkName(named.group(1).strip());
        return bare(named.group(2));
    }

    /// A name of several words or with a comma stands in quotes; without them it would be several addresses.
    private static void checkName(String name) {
        var quoted = name.matches("\"(?:[^\"\\\\]|\\\\.)*\"");
        if (!quoted && !name.matches("[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*")) {
            throw Rejected.badRequest("Illegal address: the name has to be quoted");
        }
    }

    private static Address bare(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            throw Rejected.badRequest("Missing final '@domain'");
        }
        var local = text.substring(0, at);
        var domain = text.substring(at + 1);
        if (local.isEmpty() || local.length() > 64 || !local.matches("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+")) {
            throw Rejected.badRequest("Local address contains control or whitespace, or is too long");
        }
        if (!domain.matches(
                "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*")) {
            throw Rejected.badRequest("Domain starts with dot, contains dot-dot, control or whitespace");
        }
        return new Address(text.toLowerCase(Locale.ROOT));
    }

    String domain() {
        return value.substring(value.indexOf('@') + 1);
    }
}
