package dev.slipway.org;

import dev.slipway.kernel.Malformed;
import java.util.regex.Pattern;

/// What a client calls a request by, so that sending it again doesn't do it again.
///
/// @param value 1 to 255 visible characters of ASCII
public record IdempotencyKey(String value) {

    private static final Pattern SHAPE = Pattern.compile("[\\x21-\\x7e]{1,255}");

    /// @throws Malformed `invalid_idempotency_key`
    public IdempotencyKey {
        if (!SHAPE.matcher(value).matches()) {
            throw new Malformed(
                    "invalid_idempotency_key",
                    "An Idempotency-Key has 1 to 255 visible characters of ASCII; a UUID is a good one.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
