package dev.slipway.org;

import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Malformed;
import java.util.Optional;

/// What an organization says of itself.
///
/// @param description one line, up to 300 characters; empty for none
/// @param contact where to write to
public record Profile(DisplayName displayName, String description, Optional<Website> website, Optional<Email> contact) {

    private static final int LONGEST_DESCRIPTION = 300;

    /// A name and nothing else.
    public static Profile named(DisplayName displayName) {
        return new Profile(displayName, "", Optional.empty(), Optional.empty());
    }

    /// @throws Malformed `invalid_description`
    public Profile {
        description = description.length() > 4 * LONGEST_DESCRIPTION ? description : description.strip();
        if (description.length() > LONGEST_DESCRIPTION || description.chars().anyMatch(Character::isISOControl)) {
            throw new Malformed(
                    "invalid_description",
                    "A description is one line of up to " + LONGEST_DESCRIPTION + " characters.");
        }
    }
}
