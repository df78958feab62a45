package dev.slipway.identity;

import dev.slipway.kernel.Malformed;
import java.util.regex.Pattern;

/// What a provider is called in paths: `github`, `google` or `generic-oidc`.
public record ProviderName(String value) {

    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z-]{0,30}");

    /// @throws Malformed `unknown_provider`
    public ProviderName {
        if (!SHAPE.matcher(value).matches()) {
            throw new Malformed("unknown_provider", "There is no such way to sign in.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
