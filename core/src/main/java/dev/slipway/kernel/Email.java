package dev.slipway.kernel;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/// An e-mail address in lower case, its domain in ASCII: `ada@example.com`.
///
/// Mail servers may tell `Ada@` from `ada@`, and in practice none does; people type either, so both are one address.
/// Quoted local parts and letters beyond ASCII before the `@` are refused: SES doesn't send to them.
///
/// @param value at most 254 characters ([RFC 5321](https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1))
public record Email(String value) {

    private static final Pattern SHAPE =
            Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+");
    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;

    /// @throws Malformed `invalid_email`, if it isn't an address
    public Email {
        var address = normalized(value);
        if (address.length() > LONGEST
                || address.indexOf('@') > LONGEST_LOCAL_PART
                || !SHAPE.matcher(address).matches()) {
            throw malformed(value);
        }
        value = address;
    }

    @Override
    public String toString() {
        return value;
    }

    private static String normalized(String text) {
        // Longer ones are no address: nothing is asked of the converter below that a stranger made huge.
        if (text.length() > LONGEST) {
            throw malformed(text);
        }
        var stripped = text.strip();
        int at = stripped.lastIndexOf('@');
        if (at < 1) {
            throw malformed(text);
        }
        try {
            var domain = IDN.toASCII(stripped.substring(at + 1));
            return stripped.substring(0, at).toLowerCase(Locale.ROOT) + "@" + domain.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException _) {
            throw malformed(text);
        }
    }

    private static Malformed malformed(String text) {
        return new Malformed(
                "invalid_email", "\"" + Malformed.shown(text) + "\" is not an e-mail address such as ada@example.com.");
    }
}
