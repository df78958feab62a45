package dev.slipway.access;

/// Who sees a package.
public enum Visibility {
    /// Anyone, signed in or not.
    PUBLIC,
    /// The organization's members who may read packages.
    PRIVATE,
    /// Those, and accounts outside that were given a grant.
    ORG
}
