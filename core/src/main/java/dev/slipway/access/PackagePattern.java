package dev.slipway.access;

import dev.slipway.kernel.Malformed;
import java.util.regex.Pattern;

/// A package that a token is limited to, `@acme/pad`, or all of a scope, `@acme/*`.
public record PackagePattern(String value) {

    private static final Pattern SHAPE =
            Pattern.compile("@[a-z0-9][a-z0-9-]{0,38}/(?:\\*|[a-z0-9-~][a-z0-9-._~]{0,212})");

    /// @throws Malformed `invalid_package_limit`
    public PackagePattern {
        if (!SHAPE.matcher(value).matches()) {
            throw new Malformed(
                    "invalid_package_limit",
                    "\"" + Malformed.shown(value) + "\" is neither a package, @org/name, nor all of a scope, @org/*.");
        }
    }

    boolean covers(String name) {
        return value.endsWith("/*") ? name.startsWith(value.substring(0, value.length() - 1)) : name.equals(value);
    }

    boolean within(PackagePattern other) {
        return other.covers(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
