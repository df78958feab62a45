package dev.slipway.access;

import dev.slipway.kernel.Ids;

/// The id of a token, which may be shown and logged; the token itself never is.
public record TokenId(String value) {

    public TokenId {
        Ids.requireUlid(value, "token");
    }

    @Override
    public String toString() {
        return value;
    }
}
