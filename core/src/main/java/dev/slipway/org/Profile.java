package dev.slipway.org;

import dev.slipway.kernel.DisplayName;
import dev.slipway.kernel.Email;
import dev.slipway.kernel.Malformed;
import java.util.Optional;

/// What an organization says of itself. A text that is empty says nothing.
///
/// @param description one line, up to 300 characters
/// @param contact where to write to
/// @param legalName what stands on a company's invoices, up to 200 characters
/// @param taxId of a company, up to 50 characters
public record Profile(
        DisplayName displayName,
        String description,
        Optional<Website> website,
        Optional<Email> contact,
        String legalName,
        String taxId) {

    /// A name and nothing else.
    public static Profile named(DisplayName displayName) {
        return new Profile(displayName, "", Optional.empty(), Optional.empty(), "", "");
    }

    /// @throws Malformed `invalid_description`, `invalid_legal_name`, `invalid_tax_id`
    public Profile {
        description = line(description, 300, "invalid_description", "A description");
        legalName = line(legalName, 200, "invalid_legal_name", "A legal name");
        taxId = line(taxId, 50, "invalid_tax_id", "A tax id");
    }

    /// One line, without what stands around it.
    ///
    /// @throws Malformed with this code
    static String line(String text, int longest, String code, String what) {
        var line = text.length() > 4 * longest ? text : text.strip();
        if (line.length() > longest || line.chars().anyMatch(Character::isISOControl)) {
            throw new Malformed(code, what + " is one line of up to " + longest + " characters.");
        }
        return line;
    }
}
