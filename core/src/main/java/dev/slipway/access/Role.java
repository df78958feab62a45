package dev.slipway.access;

/// What a member is to an organization. The order is the rank: nobody gives a role above their own.
public enum Role {
    BILLING,
    MEMBER,
    MAINTAINER,
    ADMIN,
    OWNER;

    /// Whether a member with this role occupies a seat; billing managers don't.
    public boolean takesSeat() {
        return this != BILLING;
    }

    /// Whether someone with this role may give `other` to somebody.
    public boolean mayGive(Role other) {
        return atLeast(ADMIN) && compareTo(other) >= 0;
    }

    boolean atLeast(Role other) {
        return compareTo(other) >= 0;
    }
}
