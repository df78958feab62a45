package dev.slipway.access;

import dev.slipway.kernel.Malformed;
import java.util.regex.Pattern;

/// What a team is called in its organization: `eng` in npm's `acme:eng`.
///
/// Lower-case letters, digits, and inner hyphens, dots and underscores, at most 39 characters.
public record TeamName(String value) {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9](?:[a-z0-9._-]{0,37}[a-z0-9])?");

    /// @throws Malformed `invalid_team`
    public TeamName {
        if (!SHAPE.matcher(value).matches()) {
            throw new Malformed(
                    "invalid_team",
                    "\"" + Malformed.shown(value)
                            + "\" is no name of a team: use 1 to 39 lower-case letters, digits, hyphens, dots and"
                            + " underscores, with a letter or digit at both ends.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
