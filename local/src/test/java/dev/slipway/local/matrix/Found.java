package dev.slipway.local.matrix;

import java.util.List;
import java.util.Locale;

/// A package of acme's as it is when somebody comes. The first three name the same people, teams and grants.
enum Found {
    PUBLIC,
    PRIVATE,
    /// Visible to the organization, and to the accounts that it was shared with.
    ORG,
    /// A private one that names nobody.
    BARE,
    /// As that, and shared in the Pool.
    POOL,
    ABSENT,
    /// It is about no package.
    NO_PACKAGE;

    /// A package that may be there or not.
    static final List<Found> PACKAGES = List.of(PUBLIC, PRIVATE, ORG, BARE, POOL, ABSENT);

    String pkg() {
        return "@acme/" + name().toLowerCase(Locale.ROOT);
    }

    boolean exists() {
        return this != ABSENT && this != NO_PACKAGE;
    }

    /// Whether the people and teams that are named on packages are named on this one.
    boolean names() {
        return this != BARE && this != POOL && exists();
    }
}
