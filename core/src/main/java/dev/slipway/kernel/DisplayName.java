package dev.slipway.kernel;

import java.util.regex.Pattern;

/// What a person or an organization is called by people, such as `Ada Lovelace`: any letters of the world, 1 to 100
/// characters.
///
/// Control characters are refused, and so are those that turn the direction of the text around them or break its line:
/// a name stands in mails and on pages among other words and must not rearrange them.
public record DisplayName(String value) {

    private static final int LONGEST = 100;
    private static final Pattern UNFIT =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]");

    /// @throws Malformed `invalid_name`
    public DisplayName {
        if (value.length() > 4 * LONGEST) {
            throw malformed();
        }
        value = value.strip();
        if (value.isBlank() || value.length() > LONGEST || UNFIT.matcher(value).find()) {
            throw malformed();
        }
    }

    @Override
    public String toString() {
        return value;
    }

    private static Malformed malformed() {
        return new Malformed(
                "invalid_name", "A name has 1 to " + LONGEST + " characters, and no control characters among them.");
    }
}
