package dev.slipway.webhooks;

import dev.slipway.kernel.Malformed;

/// What people say a webhook is for, on one line; empty for nothing.
public record EndpointDescription(String value) {

    public static final EndpointDescription NONE = new EndpointDescription("");

    private static final int LONGEST = 200;

    /// @throws Malformed `invalid_description`
    public EndpointDescription {
        value = value.length() > 2 * LONGEST ? value : value.strip();
        if (value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
            throw new Malformed(
                    "invalid_description", "A description is one line of at most " + LONGEST + " characters.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
