package dev.slipway.access;

import dev.slipway.kernel.Malformed;
import java.util.regex.Pattern;

/// What a service account is called in its organization, such as `build-server`.
///
/// Lower-case letters, digits and inner hyphens, at most 39 characters.
public record ServiceAccountName(String value) {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,37}[a-z0-9])?");

    /// @throws Malformed `invalid_service_account`
    public ServiceAccountName {
        if (!SHAPE.matcher(value).matches()) {
            throw new Malformed(
                    "invalid_service_account",
                    "\"" + Malformed.shown(value)
                            + "\" is no name of a service account: use 1 to 39 lower-case letters, digits and hyphens,"
                            + " with a letter or digit at both ends.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
