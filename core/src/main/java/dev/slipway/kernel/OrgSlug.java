package dev.slipway.kernel;

import java.util.Locale;
import java.util.regex.Pattern;

/// An organization's name in URLs, and the scope of its packages: `acme` owns `@acme`.
///
/// Lower-case letters, digits and inner hyphens, at most 39 characters; never changed and never used again.
public record OrgSlug(String value) {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,37}[a-z0-9])?");

    public OrgSlug {
        if (!SHAPE.matcher(value).matches()) {
            throw new Malformed(
                    "invalid_organization",
                    "\"" + Malformed.shown(value)
                            + "\" is no organization: use 1 to 39 lower-case letters, digits and hyphens,"
                            + " with a letter or digit at both ends.");
        }
    }

    /// Whether nobody may register this slug: people would take it for ours, or for somebody else's.
    public boolean reserved() {
        return ReservedWords.contain(folded());
    }

    /// What look-alikes have in common: two slugs that fold to the same text can't both be registered.
    public String folded() {
        return value.toLowerCase(Locale.ROOT).replaceAll("[-_.]", "");
    }

    @Override
    public String toString() {
        return value;
    }
}
