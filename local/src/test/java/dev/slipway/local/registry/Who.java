package dev.slipway.local.registry;

/// Everybody who knocks at a registry, each with a token of their own kind. All of them that have to do with an
/// organization have to do with `acme`, unless it is said.
enum Who {
    /// Shows no token.
    ANONYMOUS,
    /// A token of ours with one letter changed.
    GARBLED,
    /// A token as ours are, which was never issued.
    UNKNOWN,
    /// A token of the owner's that is over.
    EXPIRED,
    /// A token of the owner's that was revoked.
    REVOKED,

    /// Somebody in no organization.
    OUTSIDER,
    /// The owner of another organization, `globex`.
    STRANGER,
    /// Was an admin until a moment ago.
    REMOVED,

    BILLING,
    MEMBER,
    /// A member to whom packages belong.
    PACKAGE_OWNER,
    MAINTAINER,
    ADMIN,
    OWNER,

    MACHINE_READING,
    MACHINE_PUBLISHING,
    /// With no scope at all.
    MACHINE_IDLE,
    /// A publishing machine of `globex`.
    MACHINE_ELSEWHERE,

    /// The admin, with a token for reading alone.
    ADMIN_READING,
    ADMIN_PUBLISHING,
    ADMIN_MANAGING,
    /// The admin, with a token that allows nothing.
    ADMIN_IDLE
}
