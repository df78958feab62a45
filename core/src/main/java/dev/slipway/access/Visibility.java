package dev.slipway.access;

import dev.slipway.kernel.Malformed;
import java.util.Locale;
import java.util.stream.Stream;

/// Who sees a package.
public enum Visibility {
    /// Anyone, signed in or not.
    PUBLIC,
    /// The organization's members who may read packages.
    PRIVATE,
    /// Those, and accounts outside that were given a grant.
    ORG;

    /// The one of this name, in lower case as people and programs write it.
    ///
    /// @throws Malformed `invalid_visibility`
    public static Visibility named(String name) {
        return Stream.of(values())
                .filter(one -> one.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new Malformed(
                        "invalid_visibility",
                        "\"" + Malformed.shown(name) + "\" is no visibility: use public, private or org."));
    }

    /// @see #named
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
