package dev.slipway.kernel;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// An organization's name in URLs, and the scope of its packages: `acme` owns `@acme`.
///
/// Lower-case letters, digits and inner hyphens, at most 39 characters; never changed and never used again.
public record OrgSlug(String value) {

    /// Words that people take for ours or npm's own, or that stand where a slug stands in a URL.
    private static final Set<String> RESERVED = Set.of(
            "npm",
            "node",
            "nodejs",
            "api",
            "admin",
            "slipway",
            "registry",
            "www",
            "root",
            "system",
            "support",
            "help",
            "security",
            "billing",
            "login",
            "logout",
            "signup",
            "account",
            "accounts",
            "user",
            "users",
            "org",
            "orgs",
            "organization",
            "organizations",
            "team",
            "teams",
            "package",
            "packages",
            "public",
            "private",
            "static",
            "assets",
            "docs",
            "status",
            "me",
            "new",
            "null",
            "undefined",
            "types",
            "pnpm",
            "yarn",
            "bun",
            "tank");

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

    /// Whether nobody may register this slug.
    public boolean reserved() {
        return RESERVED.contains(value) || RESERVED.contains(folded());
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
