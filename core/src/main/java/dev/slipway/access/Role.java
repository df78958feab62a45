package dev.slipway.access;

import dev.slipway.kernel.Malformed;
import java.util.Locale;
import java.util.stream.Stream;

/// What a member is to an organization. The order is the rank: nobody gives a role above their own.
public enum Role {
    BILLING,
    MEMBER,
    MAINTAINER,
    ADMIN,
    OWNER;

    /// The role of this name, in lower case as people and programs write it.
    ///
    /// @throws Malformed `invalid_role`
    public static Role named(String name) {
        return Stream.of(values())
                .filter(role -> role.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new Malformed(
                        "invalid_role",
                        "\"" + Malformed.shown(name)
                                + "\" is no role: use member, maintainer, admin, owner or billing."));
    }

    /// @see #named
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether a member with this role occupies a seat; billing managers don't.
    public boolean takesSeat() {
        return this != BILLING;
    }

    /// Whether someone with this role, who may give roles at all, may give `other` to somebody, or take it away: nobody
    /// goes above their own.
    public boolean mayGive(Role other) {
        return atLeast(other);
    }

    /// Whether it ranks as high as the other, or higher.
    public boolean atLeast(Role other) {
        return compareTo(other) >= 0;
    }
}
